"""The HTTP manners of the public service: request ids, limits, one error shape, documentation. Knows no BentoML."""

from web.conditions import partial_content, unchanged, validators
from web.copies import Copies, certificate_picture, small_copy
from web.docs import document
from web.events import EVENTS, KEEP_ALIVE, event, stream
from web.gate import Gate
from web.headers import Protected
from web.hosts import Hosts
from web.methods import Methods
from web.metrics import exposition
from web.negotiation import VARIES, preferred
from web.pictures import (
    attachment,
    in_form,
    picture_answer,
)
from web.prefix import Prefixed, Unprefixed, published
from web.problems import answer, answer_problems, envelope
from web.tables import table

__all__ = [
    "EVENTS",
    "KEEP_ALIVE",
    "VARIES",
    "Copies",
    "Gate",
    "Hosts",
    "Methods",
    "Prefixed",
    "Protected",
    "Unprefixed",
    "answer",
    "answer_problems",
    "attachment",
    "certificate_picture",
    "document",
    "envelope",
    "event",
    "exposition",
    "in_form",
    "partial_content",
    "picture_answer",
    "preferred",
    "published",
    "small_copy",
    "stream",
    "table",
    "unchanged",
    "validators",
]
