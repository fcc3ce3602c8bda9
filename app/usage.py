"""A command line whose help and complaints are sentences in the officer's language."""

import re
import sys
from argparse import ArgumentParser, HelpFormatter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from app import settings
from app.words.say import say

# argparse tells us what is wrong only as English text.
_COMPLAINTS = (
    (re.compile(r"unrecognized arguments: (?P<what>.+)"), "usage.unknown"),
    (re.compile(r"argument (?P<what>\S+): expected one argument"), "usage.wants_value"),
    (re.compile(r"argument .+: invalid choice: (?P<what>.+) \(choose from (?P<known>.+)\)"),
     "usage.not_a_choice"),
    (re.compile(r"the following arguments are required: (?P<what>.+)"), "usage.needed"),
    (re.compile(r"argument (?P<what>.+): invalid .+ value: (?P<value>.+)"), "usage.wrong_value"),
)  # fmt: skip


class CommandLine(ArgumentParser):
    """An ArgumentParser that speaks the chosen language; a complaint ends with exit code 2."""

    def __init__(self, lang: str, **given: Any) -> None:
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            formatter_class=_formatter(lang),
            **given,
        )
        self.lang = lang
        self.options = self.add_argument_group(say("usage.options", lang))
        self.options.add_argument("-h", "--help", action="help", help=say("usage.help", lang))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to see what is possible, then exit with 2."""
        print(complaint(message, self.lang), file=sys.stderr)  # noqa: T201 - the terminal is the user
        sys.exit(2)


def complaint(message: str, lang: str) -> str:
    """Our sentence for one of argparse's messages."""
    for pattern, key in _COMPLAINTS:
        if found := pattern.fullmatch(message):
            return say(key, lang, **found.groupdict())
    return say("usage.other", lang, message=message)


def language(arguments: Sequence[str], usual: Path | None = None) -> str:
    """The language asked for, or that of the data folder, found before anything is parsed, so that
    complaints use it too; `usual` is the folder where none is named."""
    line = "\n".join(arguments)
    if said := re.search(r"^--lang[\n=](zh|en)$", line, re.MULTILINE):
        return said[1]
    named = re.search(r"^--data[\n=](.+)$", line, re.MULTILINE)
    folder = Path(named[1]) if named else usual
    return settings.lang_of(folder) if folder else "zh"


def _formatter(lang: str) -> type[HelpFormatter]:
    class Formatter(HelpFormatter):
        def add_usage(
            self, usage: Any, actions: Any, groups: Any, prefix: str | None = None
        ) -> None:
            chosen = say("usage.usage", lang) if prefix is None else prefix
            super().add_usage(usage, actions, groups, chosen)

    return Formatter
