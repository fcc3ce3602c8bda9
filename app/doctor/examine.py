"""The whole examination, part by part, so that a window can show each as it comes."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import datetime

from app import clock
from app.doctor import assets, calibration, devices, libraries, machine, papers, register
from app.doctor.finding import Finding, State, worst
from app.settings import Settings
from app.words.say import say

Part = Callable[[], Finding]


def parts(settings: Settings, at: datetime, *, in_use: frozenset[str] = frozenset()) -> list[Part]:
    """What to look at, in the order told; slow ones (devices) last.

    `in_use`: devices this desk holds itself; nobody else could open them meanwhile.
    """
    wanted: list[Part] = [
        libraries.python_libraries,
        libraries.cipher,
        *_linux(),
        assets.fonts,
        assets.models,
        assets.translation,
        lambda: papers.texts(settings.data, settings.lang),
        lambda: calibration.calibration(settings.data, settings.engine),
        machine.memory,
        lambda: machine.disk(settings.data),
        lambda: machine.disk_speed(settings.data),
        lambda: machine.time_of_day(settings.data, at),
        lambda: register.register(settings.data),
        lambda: register.key(settings.data),
        machine.typing,
        lambda: devices.try_printer(settings.printer),
        lambda: papers.ofd_program(settings.ofd_command),
    ]
    if "camera" not in in_use:
        wanted.append(lambda: devices.try_camera(settings.camera))
    if "reader" not in in_use:
        wanted.append(lambda: devices.try_reader(settings.reader))
    wanted.append(lambda: devices.card_pictures(settings.wlt_library))
    return wanted


def examine(settings: Settings, at: datetime) -> Iterator[Finding]:
    """Look at everything; nothing that is wrong stops the rest."""
    for part in parts(settings, at):
        yield part()


def run(settings: Settings, *, as_json: bool) -> int:
    """Print the examination; 1 where something does not work."""
    lang, found = settings.lang, []
    for finding in examine(settings, clock.now()):
        found.append(finding)
        if not as_json:
            _tell(_line(finding, lang))
    if as_json:
        _tell(json.dumps(report(found, lang), ensure_ascii=False, indent=2))
    return 1 if worst(found) is State.BAD else 0


def report(found: list[Finding], lang: str) -> dict[str, object]:
    """For a support desk: states and sentences, nothing about any person."""
    return {
        "state": worst(found),
        "findings": [
            {
                "about": one.about,
                "state": one.state,
                "said": one.said(lang),
                "mend": one.cure(lang),
                "facts": {name: str(fact) for name, fact in one.facts.items()},
            }
            for one in found
        ],
    }


def _linux() -> list[Part]:
    if not sys.platform.startswith("linux"):
        return []
    screen = libraries.SCREEN if os.environ.get("DISPLAY") else {}
    return [lambda: libraries.system_libraries(libraries.SYSTEM | screen)]


def _line(finding: Finding, lang: str) -> str:
    name = say(f"about.{finding.about}", lang)
    lines = [f"[{say(f'state.{finding.state}', lang)}] {name}: {finding.said(lang)}"]
    if cure := finding.cure(lang):
        lines.append(f"    → {cure}")
    return "\n".join(lines)


def _tell(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - the terminal is the user
