"""What the live picture shows of a face: where it is, and in words what to do better."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.words.say import say

if TYPE_CHECKING:
    from app.desk.identify import Recogniser
    from app.vision import Image


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A box (left, top, width, height in the frame), words, and whether a photograph is good."""

    box: tuple[float, float, float, float] | None
    words: str
    good: bool


NOTHING = Seen(box=None, words="", good=False)


def seen(frame: "Image", lang: str, recogniser: "Recogniser") -> Seen:
    """Look at a frame without making a template of it."""
    from app.faces.look import look  # OpenCV only when a camera is wanted

    found = look(frame, recogniser.engine, template=False)
    reasons = found.quality.reasons or ("window.face_good",)
    return Seen(
        box=found.best.box if found.best else None,
        words=" ".join(say(reason, lang) for reason in reasons),
        good=not found.quality.reasons,
    )
