"""Weights: found, whole, ours to serve, and named so that every picture can be traced to them."""

import json
import os
import subprocess
import sys
from hashlib import sha256

import pytest
from safetensors.torch import load_file, save_file

from pipeline import ModelError, tokenizer_files
from pipeline.catalog import JUGGERNAUT
from pipeline.integrity import fingerprint, read_header
from pipeline.weights import locate
from settings import ModelSettings
from tests.checkpoints import save_folder, save_single_file, tokenizer


@pytest.fixture
def folder(tmp_path):
    return save_folder(tmp_path / "tiny")


def config(model, tmp_path, **fields):
    return ModelSettings(model=str(model), model_cache=tmp_path / "cache", **fields)


def refused(model, tmp_path, **fields):
    with pytest.raises(ModelError) as error:
        locate(config(model, tmp_path, **fields))
    return str(error.value)


def test_title_names_the_weights(folder, tmp_path):
    title = locate(config(folder, tmp_path)).title
    again = locate(config(folder, tmp_path)).title
    other = locate(config(save_folder(tmp_path / "other" / "tiny", seed=1), tmp_path)).title
    assert title.startswith("tiny sha256:")
    assert title == again != other


def test_truncated_file_is_refused(folder, tmp_path):
    file = folder / "unet" / "diffusion_pytorch_model.safetensors"
    file.write_bytes(file.read_bytes()[:-100])
    assert "damaged" in refused(folder, tmp_path)


def test_cut_header_is_refused(folder, tmp_path):
    file = folder / "vae" / "diffusion_pytorch_model.safetensors"
    file.write_bytes(file.read_bytes()[:50])
    assert "only its beginning" in refused(folder, tmp_path)


def test_file_of_somebody_else_is_refused(folder):
    file = folder / "vae" / "diffusion_pytorch_model.safetensors"
    file.chmod(0)
    us = os.geteuid()
    os.seteuid(us or 65534)  # root may read everything
    try:
        with pytest.raises(ModelError, match=r"may not be read by user \d+\. `chmod -R a\+rX`"):
            read_header(file)
    finally:
        os.seteuid(us)


def test_pickled_weights_are_refused(folder, tmp_path):
    file = folder / "unet" / "diffusion_pytorch_model.safetensors"
    file.rename(file.with_suffix(".bin"))
    assert "Pickled weights" in refused(folder, tmp_path)


def test_folder_of_something_else_is_refused(tmp_path):
    (tmp_path / "photos").mkdir()
    assert "model_index.json" in refused(tmp_path / "photos", tmp_path)


def test_folder_of_another_pipeline_is_refused(folder, tmp_path):
    index = folder / "model_index.json"
    index.write_text(index.read_text().replace("StableDiffusionXLPipeline", "FluxPipeline"))
    assert "is a FluxPipeline" in refused(folder, tmp_path)


def test_file_without_second_text_encoder_is_refused(tmp_path):
    file = save_single_file(tmp_path / "one")
    tensors = {name: tensor for name, tensor in load_file(file).items() if "embedders.1" not in name}
    save_file(tensors, file)
    assert "not an SDXL checkpoint" in refused(file, tmp_path)


def test_single_file_without_tokenizers_says_what_to_copy(tmp_path):
    file = save_single_file(tmp_path / "one")
    (tmp_path / "alone").mkdir()
    alone = file.rename(tmp_path / "alone" / "tiny.safetensors")
    assert "copy the folders tokenizer and tokenizer_2" in refused(alone, tmp_path)


def test_nothing_at_the_path_is_refused(tmp_path):
    assert "is not illustration, juggernaut, a path" in refused(tmp_path / "nowhere.safetensors", tmp_path)


@pytest.mark.parametrize("model", ["juggernaut", JUGGERNAUT.repo])
def test_juggernaut_needs_its_licence_acknowledged(model, tmp_path):
    assert "MODEL_LICENSE_ACK=creativeml-openrail-m" in refused(model, tmp_path)
    assert "creativeml-openrail-m" in refused(model, tmp_path, model_license_ack="mit")


def place_in_cache(cache, content):
    snapshot = cache / "models--RunDiffusion--Juggernaut-X-Hyper" / "snapshots" / JUGGERNAUT.revision
    snapshot.mkdir(parents=True)
    (snapshot / JUGGERNAUT.file).write_bytes(content)


def test_wrong_file_in_the_cache_is_refused(tmp_path):
    place_in_cache(tmp_path / "cache", b"not seven gigabytes")
    assert "instead of 7105348616" in refused("juggernaut", tmp_path, model_license_ack="creativeml-openrail-m")


def test_tokenizer_files_without_torch(folder, tmp_path):
    vocab, merges = tokenizer_files(config(folder, tmp_path))
    assert vocab == tokenizer().get_vocab()
    assert merges == []
    assert tokenizer_files(config("illustration", tmp_path)) is None


def test_digests_that_a_power_failure_has_emptied_are_made_anew(tmp_path):
    (tmp_path / "weights").write_bytes(b"weights")
    for left in ("", "{", "{}"):
        (tmp_path / "digests.json").write_text(left)
        assert fingerprint([tmp_path / "weights"], tmp_path) == sha256(b"weights").hexdigest()
        assert len(json.loads((tmp_path / "digests.json").read_text())) == 1


def test_old_tokenizer_files_are_read_too(folder, tmp_path):
    file = folder / "tokenizer" / "tokenizer.json"
    file.with_name("vocab.json").write_text(json.dumps({"a": 0, "b</w>": 1, "ab</w>": 2}))
    file.with_name("merges.txt").write_text("#version: 0.2\na b</w>\n")
    file.unlink()
    assert tokenizer_files(config(folder, tmp_path)) == ({"a": 0, "b</w>": 1, "ab</w>": 2}, [("a", "b</w>")])


def test_importing_pipeline_is_light():
    code = "import sys, pipeline; print({'torch', 'diffusers', 'transformers', 'skia', 'pymorphy3'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
