"""What the window asks the eyes; each waits for its answer, so never in the window's thread."""

from pathlib import Path

from app.domain.face import Developed, Measured, Quality
from app.eyes import messages as m
from app.eyes.eyes import Eyes


def take(eyes: Eyes, *, measure: bool) -> Developed:
    """Photograph what the camera sees now; Unavailable "camera.no_frame" or "camera.ended"."""
    return _developed(*eyes.ask(lambda n: m.Take(number=n, measure=measure), now=True))


def take_plainly(eyes: Eyes) -> Developed:
    """The same for the file and nothing more: no face is even looked for."""
    return _developed(*eyes.ask(lambda n: m.Take(number=n, plain=True), now=True))


def develop(eyes: Eyes, path: Path, *, measure: bool) -> Developed:
    """A picture file as a photograph; Refused "photo.…" where it is none."""
    return _developed(*eyes.ask(lambda n: m.Develop(number=n, path=str(path), measure=measure)))


def measured(eyes: Eyes, jpeg: bytes) -> bytes | None:
    """The face of a photograph that was kept, as numbers; None where quality refused."""
    seen = measured_by(eyes, jpeg)
    return seen.vector if seen else None


def measured_by(eyes: Eyes, jpeg: bytes, engine: str = "") -> Measured | None:
    """The same by the engine of that name, in use or beside it, and how usable the picture is;
    None where that engine is not there. Refused "photo.…" where it is no picture."""
    answer, _ = eyes.ask(lambda n: m.Measure(number=n, engine=engine), jpeg)
    return answer.seen if isinstance(answer, m.Measured) else None


def looked_at(eyes: Eyes, path: Path) -> tuple[bytes | None, Quality]:
    """A picture file as one of many to calibrate with; Refused "photo.…" where it is none,
    Unavailable "calibration.no_engine"."""
    answer, _ = eyes.ask(lambda n: m.Look(number=n, path=str(path)))
    if not isinstance(answer, m.Looked):
        raise TypeError("another answer than was asked for")
    return answer.vector, answer.quality


def cameras(eyes: Eyes) -> tuple[m.CameraThere, ...]:
    """Those that are plugged in."""
    answer, _ = eyes.ask(lambda n: m.Find(number=n))
    return answer.found if isinstance(answer, m.Cameras) else ()


def _developed(answer: m.Answer, jpeg: bytes) -> Developed:
    if not isinstance(answer, m.Pictured):
        raise TypeError("another answer than was asked for")
    return Developed(
        jpeg=jpeg,
        width=answer.width,
        height=answer.height,
        quality=answer.quality,
        vector=answer.vector,
        engine=answer.engine,
        model_sha256=answer.model_sha256,
        metric=answer.metric,
    )
