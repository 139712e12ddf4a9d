"""What is known beforehand about published models: pinned files, hashes, licences. Knows no disk and no network."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Release:
    """One published checkpoint, pinned: `file` inside hub repository `repo` at commit `revision`."""

    repo: str
    revision: str
    file: str
    size: int
    """Bytes of the file."""
    sha256: str
    license: str
    terms: str = ""
    """What the publisher forbids a service to do without permission; empty where nothing."""


JUGGERNAUT = Release(
    repo="RunDiffusion/Juggernaut-X-Hyper",
    revision="42fee7475922d8de7246cdcbe5e3a5e22c0ecf61",
    file="JuggernautXRundiffusion_Hyper.safetensors",
    size=7_105_348_616,
    sha256="010be7341cd98a136da775330ba3eb4e87025c6cfd2f5455dc64daee2200ae98",
    license="creativeml-openrail-m",
    terms="its publisher forbids deployment behind paid API services without explicit licensing",
)

SAFETY_CHECKER = Release(
    repo="stable-diffusion-v1-5/stable-diffusion-v1-5",
    revision="451f4fe16113bff5a5d2269ed5ad43b0592e9a14",
    file="safety_checker/model.safetensors",
    size=1_215_981_830,
    sha256="9d6a233ff6fd5ccb9f76fd99618d73369c52dd3d8222376384d0e601911089e8",
    license="creativeml-openrail-m",
)
"""CompVis' checker as Stable Diffusion 1.5 carries it, since it is published alone in pickles only."""

RELEASES = {"juggernaut": JUGGERNAUT, JUGGERNAUT.repo: JUGGERNAUT}
NONCOMMERCIAL = ("-nc", "nc-", "noncommercial", "non-commercial", "other")


def restricted(license_id: str) -> bool:
    """Whether a licence named on a model card needs somebody's decision before a company serves the model."""
    return any(mark in license_id.lower() for mark in NONCOMMERCIAL)
