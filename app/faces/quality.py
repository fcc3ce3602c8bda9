"""How usable a picture of a face is, and in words what would make it better."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.domain.face import Quality
from app.faces.face import Face
from app.faces.level import LEANING, Levelled, prominence
from app.vision import Image, cv2

RIVAL = 0.75
"""A second face as prominent as this share of the first: nobody can say whose picture it is."""
EYES_WANTED = 40.0
EYES_LEAST = 15.0
SURE_SCORE = 0.7
YAW = 0.25
PITCH = (0.35, 0.80)
"""Where the nose lies between eyes and mouth; lower: chin up, higher: head bowed."""
BLACK, DARK, BRIGHT = 12.0, 55.0, 215.0
"""Mean brightness of the face, 0 to 255; of the whole picture for black."""
SHARP = 25.0
"""Variance of the Laplacian on the face at 112 pixels."""
_SIDE = 112

Grey = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong, and how much of the score is left by it."""

    reason: str
    left: float
    refused: bool = False


def judge(image: Image, faces: list[Face], chosen: Levelled | None) -> Quality:
    """Quality of a picture, before a template is made of `chosen`.

    Refused only where a template would be no one's or nothing's: no face, several faces alike in
    size, eyes closer than 15 pixels. Everything else is a warning.
    """
    if chosen is None:
        reasons = ("quality.too_dark", "quality.no_face") if _black(image) else ("quality.no_face",)
        return Quality(score=0.0, refused=True, reasons=reasons)
    flaws = [*_rivals(image, faces, chosen), *_distance(chosen), *_pose(chosen), *_light(chosen)]
    return Quality(
        score=_score(flaws, chosen.face),
        refused=any(flaw.refused for flaw in flaws),
        reasons=tuple(flaw.reason for flaw in flaws),
    )


def _score(flaws: list[Flaw], face: Face) -> float:
    if any(flaw.refused for flaw in flaws):
        return 0.0
    left = float(np.prod([flaw.left for flaw in flaws])) if flaws else 1.0
    return round(min(1.0, left * min(1.0, face.score / 0.9)), 3)


def _black(image: Image) -> bool:
    return float(image.mean()) < BLACK


def _rivals(image: Image, faces: list[Face], chosen: Levelled) -> list[Flaw]:
    mine = prominence(image, chosen.seen)
    others = [face for face in faces if not _same(face, chosen.seen)]
    if any(prominence(image, face) >= RIVAL * mine for face in others):
        return [Flaw("quality.several_faces", 0.0, refused=True)]
    return []


def _same(face: Face, seen: Face) -> bool:
    away = np.hypot(*np.subtract(face.centre, seen.centre))
    return bool(away < seen.size / 2)


def _distance(chosen: Levelled) -> list[Flaw]:
    face, flaws = chosen.face, []
    if face.eye_distance < EYES_LEAST:
        return [Flaw("quality.too_small", 0.0, refused=True)]
    if face.eye_distance < EYES_WANTED:
        flaws.append(Flaw("quality.come_closer", face.eye_distance / EYES_WANTED))
    if _cut_off(chosen):
        flaws.append(Flaw("quality.cut_off", 0.7))
    return flaws


def _cut_off(chosen: Levelled) -> bool:
    """An eye or the mouth outside of the picture."""
    size = np.array(chosen.image.shape[1::-1])
    points = chosen.face.landmarks
    return bool(((points < 0) | (points >= size)).any())


def _pose(chosen: Levelled) -> list[Flaw]:
    flaws = []
    if abs(chosen.seen.roll) >= LEANING:
        flaws.append(Flaw("quality.leaning", 0.9))
    if abs(chosen.face.yaw) > YAW:
        flaws.append(Flaw("quality.turned_away", max(0.3, 1 - abs(chosen.face.yaw))))
    if chosen.face.pitch > PITCH[1]:
        flaws.append(Flaw("quality.look_up", 0.8))
    elif chosen.face.pitch < PITCH[0]:
        flaws.append(Flaw("quality.look_down", 0.8))
    return flaws


def _light(chosen: Levelled) -> list[Flaw]:
    grey = _grey(chosen)
    bright = float(grey.mean())
    flaws = []
    if bright < DARK:
        flaws.append(Flaw("quality.too_dark", max(0.3, bright / DARK)))
    elif bright > BRIGHT:
        flaws.append(Flaw("quality.too_bright", 0.7))
    if chosen.face.score < SURE_SCORE:
        flaws.append(Flaw("quality.unclear", 0.7))
    if float(cv2.Laplacian(grey, cv2.CV_64F).var()) < SHARP:
        flaws.append(Flaw("quality.blurred", 0.6))
    return flaws


def _grey(chosen: Levelled) -> Grey:
    """The inner face in grey at one size, so that its light and sharpness compare."""
    left, top, width, height = (round(value) for value in chosen.face.box)
    rows, columns = chosen.image.shape[:2]
    top, left = min(max(top, 0), rows - 2), min(max(left, 0), columns - 2)
    part = chosen.image[top : max(top + 2, top + height), left : max(left + 2, left + width)]
    grey = cv2.cvtColor(part, cv2.COLOR_BGR2GRAY)
    return np.asarray(cv2.resize(grey, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA), np.uint8)
