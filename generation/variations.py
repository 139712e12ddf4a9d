"""Pictures that others are made from: of the same user, and for painters that can."""

from errors import InvalidRequest, NotFound
from prompt_builder import Medium
from schemas import GenerateRequest
from storage import Store


def permit(request: GenerateRequest, medium: Medium) -> None:
    """Raise InvalidRequest where a picture is to be varied by a painter that cannot."""
    if request.init_image is not None and medium == "illustration":
        raise _refused(request, "no init_image", "the illustration painter varies no pictures: photo models do")


def original(request: GenerateRequest, store: Store) -> bytes:
    """The file of the picture that is to be varied; empty where none is.

    Raises InvalidRequest when the user has no such picture or it is damaged, Unavailable.
    """
    if request.init_image is None:
        return b""
    try:
        return store.own_image(request.user_id, request.init_image)
    except NotFound as error:
        raise _refused(request, "a picture of this user's history", error.message) from None


def _refused(request: GenerateRequest, limit: str, why: str) -> InvalidRequest:
    message = f"init_image: {why[0].lower()}{why[1:]}"
    return InvalidRequest.of_field("init_image", request.init_image, limit, message)
