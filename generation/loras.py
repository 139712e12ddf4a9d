"""The LoRAs that requests name, or their brand for them."""

from collections.abc import Iterable

from brand import Kit, KitError, LoraChoice
from errors import InvalidRequest
from generation.kits import Kits
from locales import Language
from pipeline import Lora, Loras
from prompt_builder import Medium
from schemas import GenerateRequest, LoraUse, RegisteredLora


def check(kits: Kits, loras: Loras, medium: Medium) -> None:
    """Raise KitError when a kit names a LoRA that there is not, or too strongly, unless nobody paints with any."""
    if medium == "illustration":
        return
    for name, kit in kits.items():
        for choice in kit.loras:
            if fault := _fault(choice, loras):
                raise KitError(f"brand kit {name}: loras: {choice.name}: {fault[1]}")


def used(request: GenerateRequest, kit: Kit, loras: Loras, medium: Medium) -> tuple[LoraUse, ...]:
    """What a picture is painted with besides what is fused: the request's own, else the brand's.

    Raises InvalidRequest when the painter has no use for any, or when one is not there or may not be so strong.
    """
    if medium == "illustration":
        if request.loras:
            raise _refused("loras", request.loras[0].name, "no loras", "the illustration painter has no LoRAs")
        return ()
    asked = kit.loras if request.loras is None else request.loras
    for place, choice in enumerate(asked):
        if fault := _fault(choice, loras):
            field = "weight" if choice.name in loras else "name"
            raise _refused(f"loras.{place}.{field}", getattr(choice, field), *fault)
    return tuple(
        _use(choice.name, loras[choice.name], choice.weight) for choice in asked if not loras[choice.name].fused
    )


def fused(loras: Loras) -> tuple[LoraUse, ...]:
    """What is part of the model."""
    return tuple(_use(name, lora, None) for name, lora in loras.items() if lora.fused)


def with_triggers(kit: Kit, uses: Iterable[LoraUse], loras: Loras) -> Kit:
    """The kit that also says what the LoRAs need to take effect."""
    words = [word for use in uses for word in loras[use.name].trigger_words]
    return kit.model_copy(update={"prompt_words": (*dict.fromkeys((*words, *kit.prompt_words)),)}) if words else kit


def registered(name: str, lora: Lora, language: Language) -> RegisteredLora:
    """A LoRA as clients see it."""
    told = lora.model_dump(include={"base", "license", "sha256", "trigger_words", "weight", "max_weight", "fused"})
    return RegisteredLora(name=name, title=lora.called(name, language), **told)


def _use(name: str, lora: Lora, weight: float | None) -> LoraUse:
    return LoraUse(name=name, weight=lora.weight if weight is None else weight, sha256=lora.sha256)


def _fault(choice: LoraChoice, loras: Loras) -> tuple[str, str] | None:
    """The limit that a choice breaks, and a sentence about it."""
    lora = loras.get(choice.name)
    if lora is None:
        limit = f"one of {', '.join(loras)}" if loras else "no loras"
        return limit, f"there is no such LoRA; there should be {limit}"
    if lora.fused and choice.weight not in (None, lora.weight):
        return f"{lora.weight:g}", f"it is part of the model, at weight {lora.weight:g}"
    if choice.weight is not None and choice.weight > lora.max_weight:
        return f"at most {lora.max_weight:g}", f"its weight should be at most {lora.max_weight:g}"
    return None


def _refused(field: str, value: object, limit: str, why: str) -> InvalidRequest:
    return InvalidRequest.of_field(field, value, limit, f"{field}: {why}")
