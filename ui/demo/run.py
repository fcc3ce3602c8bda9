"""The command: a sample station to look at, or a desk that plays by itself without a screen."""

import os
from dataclasses import replace
from pathlib import Path

from app import clock
from app.desk import door
from app.settings import Settings
from app.store.files import make_folder
from app.words.say import say
from ui import screen
from ui.demo.folder import clear_results
from ui.demo.invented import SAMPLES
from ui.demo.station import INTAKE, Credential, make_station


def demo(
    settings: Settings, photos: Path | None, people: int | None, out: Path, *, play: str = ""
) -> int:
    """Exit code 0 when every step went well; a step that failed is raised as a sentence."""
    papers = f"file:{_short(out / 'papers')}"
    if photos is None and not play and screen.is_there():
        return _open(replace(settings, printer=papers) if settings.printer == "none" else settings)
    # Before anything of Qt is made: nobody looks at this window.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    make_folder(out)
    clear_results(out)
    settings = replace(settings, camera="none", printer=papers)
    if play:
        return _PLAYS[play](settings, out)
    if photos is None:
        return _walk(settings, out)
    return _photos(settings, photos, people, out)


def _short(path: Path) -> Path:
    """As it is shown in the window: from here, where it lies beneath."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _open(settings: Settings) -> int:
    from ui.main import open_desk

    _tell(settings, "demo.making")
    staff = make_station(settings.data, settings, clock.now())
    _tell_staff(settings, staff)
    _tell(settings, "demo.camera", picture=_short(SAMPLES / "m04" / "3.jpg"))
    entered = door.log_in(settings.data, INTAKE.login, INTAKE.password, clock.now())
    return open_desk(settings, entered)


def _walk(settings: Settings, out: Path) -> int:
    from ui.demo.show import show

    _tell(settings, "demo.making")
    staff = make_station(settings.data, settings, clock.now())
    summary = show(settings, out)
    _tell_staff(settings, staff)
    _tell(settings, "demo.shown", pictures=len(summary.pictures), papers=len(summary.papers))
    _tell(settings, "demo.written", out=out)
    return 0


def _two(settings: Settings, out: Path) -> int:
    from ui.demo.two import show_two

    _tell(settings, "demo.making")
    summary = show_two(settings, out)
    _tell(settings, "demo.two", pictures=len(summary.pictures))
    _tell(settings, "demo.written", out=out)
    return 0


def _listed(settings: Settings, out: Path) -> int:
    from ui.demo.listed import show_listed

    _tell(settings, "demo.making")
    summary = show_listed(settings, out)
    _tell(settings, "demo.list", pictures=len(summary.pictures))
    _tell(settings, "demo.written", out=out)
    return 0


def _stays(settings: Settings, out: Path) -> int:
    from ui.demo.stays import show_stays

    _tell(settings, "demo.making")
    summary = show_stays(settings, out)
    _tell(settings, "demo.stays", pictures=len(summary.pictures))
    _tell(settings, "demo.written", out=out)
    return 0


def _tracing(settings: Settings, out: Path) -> int:
    from ui.demo.tracing import show_tracing

    _tell(settings, "demo.making")
    summary = show_tracing(settings, out)
    _tell(settings, "demo.tracing", pictures=len(summary.pictures))
    _tell(settings, "demo.written", out=out)
    return 0


_PLAYS = {"two": _two, "list": _listed, "stays": _stays, "tracing": _tracing}


def _photos(settings: Settings, photos: Path, people: int | None, out: Path) -> int:
    from ui.demo.photos import play_photos

    summary = play_photos(settings, photos, people, out)
    found = summary.figures
    if found:
        _tell(settings, "demo.arrived", arrivals=len(summary.arrivals), seconds=summary.seconds)
        _tell(settings, "demo.returned", right=found.right_first, returning=found.returning)
        _tell(settings, "demo.strangers", likely=found.strangers_likely, strangers=found.strangers)
        _tell(settings, "demo.unusable", unusable=found.unusable, skipped=len(summary.skipped))
    _tell(settings, "demo.written", out=out)
    return 0


def _tell_staff(settings: Settings, staff: tuple[Credential, ...]) -> None:
    _tell(settings, "demo.staff", folder=settings.data)
    for one in staff:
        role = say(f"role.{one.role}", settings.lang)
        print(f"  {one.login:8} {one.password:16} {one.name} {role}")  # noqa: T201


def _tell(settings: Settings, key: str, /, **facts: object) -> None:
    print(say(key, settings.lang, **facts), flush=True)  # noqa: T201 - the terminal is the user
