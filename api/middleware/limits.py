"""What answers tell of limits: `RateLimit` and `RateLimit-Policy` of draft-ietf-httpapi-ratelimit-headers."""

from access import Account
from access.meter import POLICIES


def told(account: Account) -> dict[str, str]:
    """The two fields, as far as there are limits and something is known of them."""
    policies = [_policy(limit, account.limits[limit]) for limit in account.limits]
    left = [_left(limit, state.left, state.seconds) for limit, state in account.states.items()]
    said = {"RateLimit-Policy": ", ".join(policies), "RateLimit": ", ".join(left)}
    return {name: value for name, value in said.items() if value}


def _policy(limit: str, most: float) -> str:
    policy = POLICIES[limit]
    window = f";w={policy.seconds}" if policy.seconds else ""
    return f'"{policy.name}";q={int(most)}{window};qu="{policy.unit}"'


def _left(limit: str, left: int, seconds: int) -> str:
    return f'"{POLICIES[limit].name}";r={left}' + (f";t={seconds}" if seconds else "")
