"""Which roles the groups of a company's directory have: the operator's map, looked at anew for every request."""

from collections.abc import Iterable

from pydantic import TypeAdapter, ValidationError

from access.principal import Principal
from access.roles import ROLE_NAMES, granted
from errors import Forbidden, Unauthenticated
from schemas import UserText
from schemas.identity import DEFAULT_TENANT, TENANT

NAMES = TypeAdapter(UserText)


class Groups:
    """Their map, such as `marketing=maker; brand team=maker+approver; acme staff=maker@acme`, which is of the tenant
    `acme`; a name may have any character but `;`.
    """

    def __init__(self, told: str | None) -> None:
        """Raises SystemExit for a map that is none, or a role that there is not."""
        self._roles: dict[str, frozenset[str]] = {}
        self._tenants: dict[str, str] = {}
        for line in filter(str.strip, (told or "").split(";")):
            name, _, roles = map(str.strip, line.rpartition("="))
            roles, at, told_tenant = map(str.strip, roles.partition("@"))
            tenant = told_tenant if at else DEFAULT_TENANT
            wanted = frozenset(map(str.strip, roles.split("+")))
            if not name or not wanted <= set(ROLE_NAMES) or not TENANT.fullmatch(tenant):
                known = ", ".join(ROLE_NAMES)
                limit = f"group=role+role or group=role+role@tenant, of {known}"
                raise SystemExit(f"bad setting: GROUP_ROLES: {line.strip()!r}: must be {limit}")
            if self._tenants.setdefault(name, tenant) != tenant:
                raise SystemExit(f"bad setting: GROUP_ROLES: {name!r} is of two tenants")
            self._roles[name] = self._roles.get(name, frozenset()) | wanted

    @property
    def tenants(self) -> set[str]:
        """Those of all groups."""
        return set(self._tenants.values())

    def plain(self, groups: Iterable[str]) -> list[str]:
        """Those of them that are no other tenant's business than the default one's."""
        return [group for group in groups if self._tenants.get(group, DEFAULT_TENANT) == DEFAULT_TENANT]

    def knows(self, group: str) -> bool:
        """Whether a group has a role."""
        return group in self._roles

    def principal(self, name: str, groups: Iterable[str], came_by: str) -> Principal:
        """Whoever has that name and those groups, as somebody else vouches.

        Raises Unauthenticated for a name that is none, and Forbidden for somebody of whose groups none has a role, or
        whose groups are of several tenants.
        """
        try:
            subject = NAMES.validate_python(name)
        except ValidationError as error:
            raise Unauthenticated(f"This is nobody's name: {error.errors()[0]['msg']}.") from None
        those = [group for group in groups if group in self._roles]
        if not those:
            raise Forbidden(f"{subject} is known, but in none of the groups that may come in.")
        tenants = {self._tenants[group] for group in those}
        if len(tenants) > 1:
            raise Forbidden(f"{subject} is in groups of several tenants: it is not known whose pictures are meant.")
        roles = frozenset[str]().union(*(self._roles[group] for group in those))
        return Principal(subject, roles, granted(roles), tenants.pop(), key=came_by)
