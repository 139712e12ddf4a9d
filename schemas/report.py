"""How true to the brand all pictures are: what may be asked, and what is answered."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from brand import StrictModel
from schemas.fields import Moment, Product, UserText


class ReportQuery(StrictModel):
    """Which span of time is reported, and how."""

    user_id: UserText | None = Field(None, description="Only this user's pictures; only then are the worst named")
    since: Moment | None = Field(None, alias="from", description="Made at or after this moment")
    until: Moment | None = Field(None, alias="to", description="Made before this moment")
    format: Literal["json", "csv"] | None = Field(None, description="Absent: as `Accept` says")


class ScoreGroup(StrictModel):
    """The brand scores of some pictures. `corrected` and `off_brand` are shares, 0 to 1."""

    name: str
    pictures: int = 0
    mean: float | None = None
    lowest: float | None = None
    bands: tuple[int, int, int, int] = Field((0, 0, 0, 0), description="Below 90, 90 to 95, 95 to 99, from 99 on")
    corrected: float = Field(0, description="Share of pictures whose colours had to be put right")
    off_brand: float = Field(0, description="Share of pictures that are outside the kit's limits even so")
    good: int = Field(0, description="Pictures that their owners marked good")
    bad: int = Field(0, description="Pictures that their owners marked bad")

    def flat(self) -> dict[str, Any]:
        """As a line of a table."""
        bands = dict(zip(("below_90", "from_90", "from_95", "from_99"), self.bands, strict=True))
        return self.model_dump(exclude={"bands"}) | bands


class ReasonCount(StrictModel):
    """How often owners gave a reason for a mark."""

    reason: str
    result: bool = Field(description="Whether the mark is good")
    pictures: int


class WorstPicture(StrictModel):
    """One of the pictures that are least true to the brand."""

    image_url: str | None = Field(
        description="Null unless the report is of one user: whose it is, is not for everybody"
    )
    score: float
    off_hue: float
    product: Product | None
    model: str
    day: date = Field(description="Of UTC")


class BrandReport(StrictModel):
    """How true to the brand everything made in a span of time is; pictures without a certificate are left out."""

    since: datetime | None
    until: datetime | None
    total: ScoreGroup
    days: tuple[ScoreGroup, ...] = Field(description="By day of UTC, the first one first")
    products: tuple[ScoreGroup, ...]
    models: tuple[ScoreGroup, ...]
    brands: tuple[ScoreGroup, ...] = Field(description="By brand kit")
    sizes: tuple[ScoreGroup, ...] = Field(description="By `width×height`, the most frequent first, at most thirty")
    reasons: tuple[ReasonCount, ...] = Field(description="Of marks, the most frequent first, at most thirty")
    worst: tuple[WorstPicture, ...] = Field(description="The lowest scores, at most twenty")

    def table(self) -> list[dict[str, Any]]:
        """A line a group and a line a reason, all with the fields of the first."""
        groups = {"all": (self.total,), "day": self.days, "product": self.products, "model": self.models}
        groups |= {"brand": self.brands, "size": self.sizes}
        lines = [{"by": by} | group.flat() for by, members in groups.items() for group in members]
        for one in self.reasons:
            mark = "good" if one.result else "bad"
            lines.append({"by": f"reason {mark}", "name": one.reason, "pictures": one.pictures, mark: one.pictures})
        return lines
