"""Weights from the hub, once: downloaded, verified and converted to what loads fastest. Knows no task."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from pipeline import hub, integrity
from pipeline.catalog import RELEASES, SAFETY_CHECKER, Release
from pipeline.errors import ModelError
from pipeline.weights import Weights, conversion, locate, locate_checker, locate_release, require_ack
from settings import ModelSettings

Report = Callable[[str], None]


def fetch(config: ModelSettings, report: Report) -> Weights:
    """Make `config.model` and its safety checker ready to load, telling `report` what happens, each once.

    Raises ModelError.
    """
    here = Path(config.model).exists()
    if config.model == "illustration" or (here and config.safety_checker != "compvis"):
        raise ModelError(f"MODEL={config.model} is on this machine already: there is nothing to fetch.")
    release = RELEASES.get(config.model)
    if release:
        weights = fetch_release(release, config, report)
    else:
        weights = locate(config) if here else _fetch_published(config, report)
    if config.safety_checker == "compvis":
        report(f"downloading {SAFETY_CHECKER.file} of {SAFETY_CHECKER.repo} at {SAFETY_CHECKER.revision}")
    if checker := locate_checker(config):
        _ready(checker, report)
    return weights


def fetch_release(release: Release, config: ModelSettings, report: Report) -> Weights:
    """Download the release, hold it against its pinned hash, convert it."""
    require_ack(config.model, release.license, release.terms, config)
    target = conversion(release.repo, release.revision, config)
    if not target.is_dir():
        report(f"downloading {release.file} of {release.repo} at {release.revision}")
        folder = hub.get(release.repo, release.revision, config.model_cache, (release.file, *hub.SIDECARS))
        report(f"verifying {release.size} bytes")
        integrity.check_release(folder / release.file, release, config.model_cache)
        _convert(locate_release(release, config), target, report)
    return _ready(locate_release(release, config), report)


def _fetch_published(config: ModelSettings, report: Report) -> Weights:
    report(f"downloading {config.model}")
    hub.download(config.model, config.model_revision, config.model_cache, hub.FOLDER)
    weights = locate(config)
    target = conversion(config.model, weights.path.name, config)
    if "converted" not in weights.path.parts and not target.is_dir():
        _convert(weights, target, report)
    return _ready(locate(config), report)


def _convert(weights: Weights, target: Path, report: Report) -> None:
    """Write the checkpoint to `target` in bfloat16, whole or not at all."""
    from pipeline.diffusion import checkpoint

    report(f"converting {weights.path} to bfloat16")
    draft = target.with_name(target.name + ".draft")
    shutil.rmtree(draft, ignore_errors=True)
    files = checkpoint.convert(weights, draft)
    source = {"name": weights.name, "sha256": weights.sha256, "converted": integrity.fingerprint(files, draft)}
    (draft / "digests.json").unlink()
    (draft / "source.json").write_text(json.dumps(source, indent=1))
    draft.replace(target)


def _ready(weights: Weights, report: Report) -> Weights:
    report(f"ready: {weights.title} in {weights.path}")
    return weights
