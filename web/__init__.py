"""The HTTP manners of the public service: request ids, limits, one error shape, documentation. Knows no BentoML."""

from web.docs import document
from web.gate import Gate
from web.problems import answer, answer_problems

__all__ = ["Gate", "answer", "answer_problems", "document"]
