"""A hundred phrases of campaigns, each with the motifs that it names: they are drawn, or told as not drawn."""

from pathlib import Path

import pytest

from tests.scenes import scene_of, undrawn_of

FILE = Path(__file__).with_name("phrases.txt")
PHRASES = dict(line.split(": ") for line in FILE.read_text(encoding="utf-8").splitlines())
LEAST = 0.95


def _drawn(phrase, seed=7, **facts):
    """What the picture of a phrase has, the number of its people among it, and what is told as not drawn."""
    scene = scene_of(phrase, seed, **facts)
    told = undrawn_of(scene, (64, 64))
    looks = (look for person in scene.people for look in person.looks)
    has = {scene.object, scene.design, scene.setting, scene.light, scene.activity, *scene.things, *looks}
    return (has | {str(len(scene.people))}) - set(told), told


@pytest.mark.parametrize("facts", [{}, {"product": "people"}])
def test_campaigns_show_what_they_name(facts):
    missing, silent = {}, {}
    for phrase, motifs in PHRASES.items():
        drawn, told = _drawn(phrase, **facts)
        if left := [motif for motif in motifs.split(", ") if motif not in drawn]:
            missing[phrase] = left, told
            if not told and not facts:
                silent[phrase] = left
    assert len(PHRASES) >= 100
    if facts:
        missing = {phrase: left for phrase, left in missing.items() if not set(left[0]) & {"car", "house"}}
    assert len(missing) <= (1 - LEAST) * len(PHRASES) + 5 * bool(facts), missing
    assert silent == {}
