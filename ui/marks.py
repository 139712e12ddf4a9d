"""Sending a mark, good or bad and why, to the database."""

from typing import Any

from schemas import MarkAbout
from ui.client import Api
from ui.picture_view import RESULTS, PictureMark


def send(api: Api, user_id: str, path: str, event: Any, about: MarkAbout) -> PictureMark:
    """Send what was pressed or typed of a picture or its advertisement; the mark that it has now.

    A page that has outlived a restart of the service has forgotten its pictures, and marks them nevertheless.

    Raises:
        ApiError: the mark was not taken.
    """
    mark = api.mark(user_id, path, RESULTS[event.result], event.reason, about)
    return PictureMark(mark.result, mark.reason or "", mark.about)
