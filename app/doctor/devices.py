"""Camera, card reader and printer: tried for a moment, then let go."""

from pathlib import Path

from app.devices import camera, card_reader, printer
from app.doctor.finding import Finding, State, good, trouble
from app.domain.errors import Refused, Unavailable

READS = 60
"""Attempts until a camera shows its first picture; each waits about a thirtieth of a second."""


def unset(about: str) -> Finding:
    """Nobody told this machine to use one; everything else works without."""
    return Finding(
        about=about, state=State.UNSET, key=f"doctor.{about}_unset", mend=f"mend.{about}_unset"
    )


def try_camera(spec: str) -> Finding:
    """Open it and wait for one picture. Not while the desk itself has it open."""
    if spec in {"", "none"}:
        return unset("camera")
    chosen = camera.choose(spec)
    try:
        chosen.open()
        width, height = _picture(chosen)
    except (Refused, Unavailable) as sorry:
        return trouble("camera", sorry)
    finally:
        chosen.close()
    return good("camera", name=chosen.name, size=f"{width}×{height}")


def _picture(chosen: camera.Camera) -> tuple[int, int]:
    for _ in range(READS):
        frame = chosen.read()
        if frame is not None:
            return frame.shape[1], frame.shape[0]
    raise Unavailable("camera.no_frame")


def try_printer(spec: str) -> Finding:
    """Ask whether a paper sent now would come out; nothing is printed."""
    if spec in {"", "none"}:
        return unset("printer")
    chosen = printer.choose(spec)
    try:
        chosen.check()
    except (Refused, Unavailable) as sorry:
        return trouble("printer", sorry)
    return good("printer", name=chosen.name)


def try_reader(port: str) -> Finding:
    """Ask whether a card lies there: any answer will do. Not while the desk itself has it open."""
    if port in {"", "none"}:
        return unset("reader")
    chosen = card_reader.choose(port)
    try:
        chosen.open()
        chosen.find()
    except (Refused, Unavailable) as sorry:
        return trouble("reader", sorry)
    finally:
        chosen.close()
    return good("reader", name=chosen.name)


def card_pictures(library: str) -> Finding:
    """Whether the photograph on a chip could be shown; nobody needs it to read a card."""
    if not library:
        return Finding(about="wlt", state=State.UNSET, key="wlt.none")
    if not Path(library).is_file():
        return trouble("wlt", Unavailable("wlt.no_such_file", file=library), State.HINT)
    return good("wlt", file=library)
