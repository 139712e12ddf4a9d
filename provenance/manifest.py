"""What a file is said to be: where it comes from, what was done to it, with what. Nothing about a person, no time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Self

SPEC = "2.4"
"""Of C2PA, by which our manifests are made."""
IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
FACTS = "internal.logo-generation.picture"
"""Label of the assertion with what only we say."""

Source = Literal["trainedAlgorithmicMedia", "algorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "composite"]
COMPOSITES: Mapping[Source, Source] = {
    "trainedAlgorithmicMedia": "compositeWithTrainedAlgorithmicMedia",
    "algorithmicMedia": "composite",
}
"""What a picture becomes by a text or a logo on it."""
CLEAN = "clean_picture"
"""Name of the fact with the SHA-256 of the file that text and logo were set over."""
_ENHANCED = "algorithmicallyEnhanced"


def source_of(types: Sequence[str]) -> str | None:
    """The source type of a whole file, by those that its actions name, in order, without IPTC's address.

    What something of another kind was added to is a composite; what was only enhanced stays what it is.
    """
    kinds = list(dict.fromkeys(one for one in types if one != _ENHANCED))
    if len(kinds) < 2:
        return kinds[0] if kinds else next(iter(types), None)
    trained = any(one in {"trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"} for one in kinds)
    return "compositeWithTrainedAlgorithmicMedia" if trained else "composite"


@dataclass(frozen=True, slots=True)
class Action:
    """Something that was done to the picture: an action of C2PA, and the source type of what it added."""

    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Origin:
    """How a file came about. `facts` are of JSON; nothing here may be personal, and nothing may be a prompt."""

    painted: Source
    """What the painter's own work is."""
    painter: str
    """The model, as the API shows it."""
    actions: tuple[Action, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    composed: bool = False

    @property
    def source(self) -> str:
        """The source type of the whole file, as IPTC names it."""
        return IPTC + (COMPOSITES.get(self.painted, self.painted) if self.composed else self.painted)

    def corrected(self) -> Self:
        """The same, its colours put right."""
        action = Action("c2pa.color_adjustments", IPTC + _ENHANCED)
        return replace(self, actions=(*self.actions, action))

    def with_copy(self, picture: str, **facts: Any) -> Self:
        """The same, with text and logo set over the file `picture`, a SHA-256; `facts` say by which layout, fonts and
        logo, and their hashes."""
        action = Action("c2pa.drawing", IPTC + "digitalCreation")
        return replace(
            self, actions=(*self.actions, action), facts={**self.facts, CLEAN: picture, **facts}, composed=True
        )


def definition(origin: Origin, generator: Mapping[str, str], identity: str) -> dict[str, Any]:
    """The manifest, as the library takes it; `identity` is a UUID that the same file of the same origin has again."""
    created = Action("c2pa.created", IPTC + origin.painted)
    return {
        "label": f"urn:c2pa:{identity}",
        "instance_id": f"xmp:iid:{identity}",
        "claim_generator_info": [{**generator, "specVersion": SPEC}],
        "assertions": [
            {
                "label": "c2pa.actions.v2",
                "created": True,
                "data": {
                    "actions": [
                        _action(created) | {"softwareAgent": {"name": origin.painter}},
                        *map(_action, origin.actions),
                    ],
                    "allActionsIncluded": True,
                },
            },
            {"label": FACTS, "created": True, "data": dict(origin.facts)},
        ],
    }


def _action(action: Action) -> dict[str, Any]:
    return {"action": action.name, "digitalSourceType": action.source}
