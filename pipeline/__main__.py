"""Commands about models: `python -m pipeline fetch`, `python -m pipeline check`, `python -m pipeline bench-start`.

Like the service, a start of its own: it takes its settings from the environment variables of the same names.
"""

import argparse
import os
import sys
from collections.abc import Mapping

from pipeline import ModelError
from settings import ModelSettings

TRANSLATOR = "translator"
"""What `fetch` and `check` take for the setting of this name, in the place of a model that paints."""


def main(arguments: list[str], env: Mapping[str, str]) -> int:
    """Run one command; its exit status."""
    parser = argparse.ArgumentParser(prog="python -m pipeline", description="Fetch, check and time models.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in {
        "fetch": "download, verify and convert a model",
        "check": "say whether a model can be served, and how it is called",
        "bench-start": "time process start, ready and first picture of models",
    }.items():
        command = commands.add_parser(name, help=text)
        told = "as the setting MODEL, which is the default; or `translator`"
        command.add_argument("models", nargs="*", metavar="MODEL", help=told)
    asked = parser.parse_args(arguments)
    try:
        for model in asked.models or [env.get("MODEL") or _default(asked.command)]:
            named = {} if model == TRANSLATOR else {"MODEL": model}
            _run(asked.command, ModelSettings.from_env({**env, **named}), model == TRANSLATOR)
    except ModelError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _default(command: str) -> str:
    return "juggernaut" if command == "fetch" else "illustration"


def _run(command: str, config: ModelSettings, translator: bool) -> None:
    if translator:
        _translator(command, config)
    elif command == "fetch":
        from pipeline.fetch import fetch

        fetch(config, _say)
    elif command == "check":
        _check(config)
    else:
        from pipeline.startup import measure

        _say(measure(config))


def _translator(command: str, config: ModelSettings) -> None:
    from pipeline.translator import fetch_translator, locate_translator

    if command == "fetch":
        fetch_translator(config, _say)
    elif command == "check":
        found = locate_translator(config)
        _say(found.title if found else "off")
    else:
        raise ModelError(f"{command} is of models that paint.")


def _check(config: ModelSettings) -> None:
    from pipeline.weights import locate, locate_checker

    if config.model == "illustration":
        return _say(config.model)
    weights = locate(config)
    locate_checker(config)
    return _say(weights.title)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
