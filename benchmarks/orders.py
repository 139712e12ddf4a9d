"""What an order of many rows costs: `python -m benchmarks.orders --rows 10000`.

A table whose rows all say something else is checked and accepted, once as it comes to a fresh service and once more, in
other words and with the first one cancelled, to one that has read some; then small pictures are asked for one at a
time, without and beside the campaign that is being painted, in turn, so that a busy machine is as busy in both.
"""

import argparse
import csv
import io
import random
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from statistics import median, quantiles

import httpx
import psutil

from tests.serving import Server, serve

PHRASES = Path(__file__).parent.parent / "tests" / "corpus" / "harmless.txt"
PRODUCTS = ("people", "car", "house", "credit card", "")
BESIDES = (
    "зимой", "летом", "утром", "вечером", "у окна", "в парке", "на улице", "с улыбкой", "крупным планом", "в офисе",
    "тёплый свет", "мягкие тени", "много воздуха", "синий шарф", "жёлтый зонт", "белый стол", "букет цветов",
)  # fmt: skip
"""What no rule has anything against, whatever it stands with."""
SIDE, SMALL = 512, 512
SETTLE_SECONDS = 2.0
"""From when a campaign goes on or pauses until somebody measures beside it."""


def phrases() -> list[str]:
    """What people ask for."""
    lines = PHRASES.read_text(encoding="utf-8").splitlines()
    return [line.partition("|")[0].strip() for line in lines if line and line[0] not in "#["]


def table(rows: int, draw: random.Random) -> bytes:
    """A CSV whose rows have one text each: a phrase, and two things besides."""
    known, many, out = phrases(), len(BESIDES), io.StringIO()
    drawn = draw.sample(range(len(known) * many * many), rows)
    lines = csv.writer(out)
    lines.writerow(["custom_id", "product", "custom_prompt", "width", "height"])
    for number, place in enumerate(drawn):
        pair, last = divmod(place, many)
        phrase, first = divmod(pair, many)
        words = f"{known[phrase]}, {BESIDES[first]}, {BESIDES[last]}"
        lines.writerow([number, draw.choice(PRODUCTS), words, SIDE, SIDE])
    return out.getvalue().encode()


def public(server: Server) -> psutil.Process:
    """The process that answers."""
    for process in psutil.Process(server.process.pid).children(recursive=True):
        with suppress(psutil.Error):
            words = process.cmdline()
            if "--service-name" in words and words[words.index("--service-name") + 1] == "logo-generation":
                return process
    raise RuntimeError("there is no public process")


def peak(process: psutil.Process) -> int:
    """The most memory that a process has had, in bytes (Linux)."""
    [line] = [one for one in Path(f"/proc/{process.pid}/status").read_text().splitlines() if one.startswith("VmHWM")]
    return int(line.split()[1]) * 1024


def accepted(client: httpx.Client, server: Server, rows: int, draw: random.Random) -> tuple[str, str]:
    """Seconds from the first byte to 201, CPU and the memory beyond what there was; and the job's id."""
    process = public(server)
    body = table(rows, draw)
    before, spent, began = peak(process), sum(process.cpu_times()[:2]), time.perf_counter()
    made = client.post("/api/jobs?user_id=campaign", content=body, headers={"Content-Type": "text/csv"})
    seconds = time.perf_counter() - began
    cpu, extra = sum(process.cpu_times()[:2]) - spent, (peak(process) - before) / 1e6
    if made.is_error:
        raise SystemExit(made.text[:2000])
    return f"{seconds:.2f} s, {cpu:.2f} s of CPU, {extra:.0f} MB more at most", made.json()["id"]


def one(client: httpx.Client, seed: int) -> float:
    """Seconds of one picture that somebody waits for."""
    facts = {"age": 30, "sex": "female", "product": "house", "width": SMALL, "height": SMALL}
    began = time.perf_counter()
    client.post("/api/generate", json={"user_id": "lone", "seed": seed, "metadata": facts}).raise_for_status()
    return time.perf_counter() - began


def beside(client: httpx.Client, job: str, rounds: int, pictures: int) -> dict[str, list[float]]:
    """Seconds of pictures without and beside a campaign, in turn."""
    found: dict[str, list[float]] = {"pause": [], "resume": []}
    for _ in range(5):
        one(client, 0)
    for number in range(2 * rounds):
        deed = ("pause", "resume")[number % 2]
        client.post(f"/api/jobs/{job}/{deed}").raise_for_status()
        time.sleep(SETTLE_SECONDS)
        found[deed] += [one(client, number * pictures + seed) for seed in range(pictures)]
    return found


def p95(taken: list[float]) -> float:
    return quantiles(taken, n=20)[-1]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.orders", description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=4, help="times that pictures are asked for with and without")
    parser.add_argument("--pictures", type=int, default=25, help="of each time")
    asked = parser.parse_args()
    draw = random.Random(1)
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(Path(folder)) as server,
        httpx.Client(base_url=server.url, timeout=300) as client,
    ):
        for when in ("fresh", "warm"):
            told, job = accepted(client, server, asked.rows, draw)
            sys.stdout.write(f"{asked.rows} rows of as many texts, {when}: {told}\n")
            if when == "fresh":
                client.post(f"/api/jobs/{job}/cancel").raise_for_status()
                time.sleep(SETTLE_SECONDS)
        taken = beside(client, job, asked.rounds, asked.pictures)
        done = client.get(f"/api/jobs/{job}").json()["rows"]["succeeded"]
    for name, those in zip(("alone", "beside a campaign"), taken.values(), strict=True):
        sys.stdout.write(f"{name}: p50 {median(those):.3f} s, p95 {p95(those):.3f} s of {len(those)}\n")
    ratio = p95(taken["resume"]) / p95(taken["pause"]) - 1
    sys.stdout.write(f"p95 {ratio:+.0%}; {done} rows were painted meanwhile; load {psutil.getloadavg()[0]:.1f}\n")


if __name__ == "__main__":
    main()
