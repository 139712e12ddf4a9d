"""Turns the metadata of a request into a prompt and a scene: pure, the same for the same seed. Words: `lexicon/`."""

from prompt_builder.builder import Prompt, Reader, build, check, load
from prompt_builder.description import Medium, describe
from prompt_builder.policy import Own, check_copy
from prompt_builder.seeded import seed_of
from prompt_builder.tokens import ROOM, clip_counter, estimate
