"""A tiny Marian that was taught a few phrases on the spot, in the layout in which OPUS-MT's are published."""

import json
import shutil
from pathlib import Path

import sentencepiece
import torch
from safetensors.torch import load_file
from transformers import MarianConfig, MarianMTModel

STEPS = 80


def save_marian(folder: Path, phrases: dict[str, str]) -> Path:
    """Teach it `phrases`, Russian to English, and publish it in `folder`."""
    folder.mkdir(parents=True)
    pieces = [_pieces(folder / f"{side}.spm", list(texts)) for side, texts in _sides(phrases).items()]
    vocabulary = ["</s>", "<unk>", *dict.fromkeys(p for own in pieces for p in _every(own)), "<pad>"]
    ids = {piece: at for at, piece in enumerate(dict.fromkeys(vocabulary))}
    (folder / "vocab.json").write_text(json.dumps(ids))
    (folder / "tokenizer_config.json").write_text(json.dumps({"source_lang": "ru", "target_lang": "en"}))
    (folder / "README.md").write_text("---\nlicense: cc-by-4.0\n---\n")
    model = _taught(
        ids, [[_ids(own, ids, text) for own, text in zip(pieces, pair, strict=True)] for pair in phrases.items()]
    )
    model.save_pretrained(folder)
    return folder


def save_pickled(folder: Path, target: Path) -> Path:
    """Publish a model in `target` as OPUS-MT's are: its weights in a pickle."""
    shutil.copytree(folder, target)
    torch.save(load_file(target / "model.safetensors"), target / "pytorch_model.bin")
    (target / "model.safetensors").unlink()
    return target


def _sides(phrases: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {"source": tuple(phrases), "target": tuple(phrases.values())}


def _pieces(file: Path, texts: list[str]) -> sentencepiece.SentencePieceProcessor:
    with file.open("wb") as stream:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(texts), model_writer=stream, vocab_size=64, model_type="unigram",
            hard_vocab_limit=False, minloglevel=2, character_coverage=1.0,
        )  # fmt: skip
    return sentencepiece.SentencePieceProcessor(model_file=str(file))


def _every(pieces: sentencepiece.SentencePieceProcessor) -> list[str]:
    return [pieces.id_to_piece(at) for at in range(3, pieces.get_piece_size())]


def _ids(pieces: sentencepiece.SentencePieceProcessor, ids: dict[str, int], text: str) -> list[int]:
    return [*(ids.get(piece, ids["<unk>"]) for piece in pieces.encode(text, out_type=str)), ids["</s>"]]


def _taught(ids: dict[str, int], pairs: list[list[list[int]]]) -> MarianMTModel:
    torch.manual_seed(0)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # of so little, more threads make a busy machine wait
    pad = ids["<pad>"]
    model = MarianMTModel(
        MarianConfig(
            vocab_size=len(ids), d_model=32, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2,
            decoder_attention_heads=2, encoder_ffn_dim=64, decoder_ffn_dim=64, max_position_embeddings=128,
            pad_token_id=pad, eos_token_id=ids["</s>"], decoder_start_token_id=pad, forced_eos_token_id=ids["</s>"],
            dropout=0.0, scale_embedding=True, share_encoder_decoder_embeddings=True,
        )
    )  # fmt: skip
    read, said = (_padded([pair[side] for pair in pairs], pad) for side in (0, 1))
    labels = said.masked_fill(said == pad, -100)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
    for _ in range(STEPS):
        loss = model(input_ids=read, attention_mask=(read != pad).long(), labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    torch.set_num_threads(threads)
    return model.eval()


def _padded(rows: list[list[int]], pad: int) -> torch.Tensor:
    return torch.nn.utils.rnn.pad_sequence([torch.tensor(row) for row in rows], batch_first=True, padding_value=pad)
