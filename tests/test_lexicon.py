"""The files of the lexicon: what they say is what the code knows, and a slip in them stops the start."""

import shutil

import pytest

from prompt_builder import lexicon


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[thing]", "[thingy]", "there is no kind"),
        ("\nsun = ", "\nsunn = ", "there is no .thing. sunn"),
        ("\nfir = ", "\n# fir = ", "has no words for fir"),
    ],
)
def test_slip_in_a_file_is_told(tmp_path, monkeypatch, old, new, message):
    shutil.copytree(lexicon._FOLDER, tmp_path / "lexicon")
    file = tmp_path / "lexicon" / "scene.toml"
    told = file.read_text(encoding="utf-8")
    assert old in told
    file.write_text(told.replace(old, new), encoding="utf-8")
    monkeypatch.setattr(lexicon, "_FOLDER", file.parent)
    with pytest.raises(lexicon.LexiconError, match=message):
        lexicon._checked("scene")
