"""Coming in with a browser: a key is exchanged for a session."""

from pydantic import BaseModel, ConfigDict, Field

from brand import StrictModel
from schemas.identity import DEFAULT_TENANT


class SignIn(StrictModel):
    """What a browser comes in with."""

    key: str = Field(max_length=200, description="The key, which is not kept")


class Session(BaseModel):
    """Who asks, and what they may do."""

    model_config = ConfigDict(frozen=True)

    user_id: str
    tenant: str = Field(DEFAULT_TENANT, description="Whose pictures, keys and trail are all that there is to them")
    roles: list[str]
    scopes: list[str]
    key: str = Field(description="What they came with: the prefix of a key, `oidc` or `proxy`")
