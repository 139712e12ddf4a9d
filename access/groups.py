"""Which roles the groups of a company's directory have: the operator's map, looked at anew for every request."""

from collections.abc import Iterable

from pydantic import TypeAdapter, ValidationError

from access.principal import Principal
from access.roles import ROLE_NAMES, granted
from errors import Forbidden, Unauthenticated
from schemas import UserText

NAMES = TypeAdapter(UserText)


class Groups:
    """Their map, such as `marketing=maker; brand team=maker+approver`; a name may have any character but `;`."""

    def __init__(self, told: str | None) -> None:
        """Raises SystemExit for a map that is none, or a role that there is not."""
        self._roles: dict[str, frozenset[str]] = {}
        for line in filter(str.strip, (told or "").split(";")):
            name, _, roles = map(str.strip, line.rpartition("="))
            wanted = frozenset(map(str.strip, roles.split("+")))
            if not name or not wanted <= set(ROLE_NAMES):
                known = ", ".join(ROLE_NAMES)
                raise SystemExit(f"bad setting: GROUP_ROLES: {line.strip()!r}: must be group=role+role, of {known}")
            self._roles[name] = self._roles.get(name, frozenset()) | wanted

    def knows(self, group: str) -> bool:
        """Whether a group has a role."""
        return group in self._roles

    def principal(self, name: str, groups: Iterable[str], came_by: str) -> Principal:
        """Whoever has that name and those groups, as somebody else vouches.

        Raises Unauthenticated for a name that is none, and Forbidden for somebody of whose groups none has a role.
        """
        try:
            subject = NAMES.validate_python(name)
        except ValidationError as error:
            raise Unauthenticated(f"This is nobody's name: {error.errors()[0]['msg']}.") from None
        roles = frozenset[str]().union(*(self._roles.get(group, ()) for group in groups))
        if not roles:
            raise Forbidden(f"{subject} is known, but in none of the groups that may come in.")
        return Principal(subject, roles, granted(roles), key=came_by)
