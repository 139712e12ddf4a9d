"""Sending a mark, good or bad and why, to the database."""

from typing import Any

from ui.client import Api
from ui.picture_view import RESULTS, PictureMark


def send(api: Api, user_id: str, path: str, event: Any) -> PictureMark:
    """Send what was pressed or typed; the mark that the picture has now.

    A page that has outlived a restart of the service has forgotten its pictures, and marks them nevertheless.

    Raises:
        ApiError: the mark was not taken.
    """
    mark = api.mark(user_id, path, RESULTS[event.result], event.reason)
    return PictureMark(mark.result, mark.reason or "")
