"""Where on the drawn figure a mark can stand: three drawings, and the sites each place covers."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

from app.domain.marks_alike import Mark

FACE, FRONT, BACK = "face", "front", "back"
WIDE, HIGH = 100.0, 220.0
"""Of each drawing; the face stands in the upper part of its own."""
AHEAD = 0.6
"""A place that lies more beside the way than along it is not on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on a drawing. `x`, `y` within it; `site` names it, `sites` are all that it covers;
    `zh`: what is written down there, since marks are read in Chinese."""

    view: str
    site: str
    side: str
    x: float
    y: float
    sites: frozenset[str]
    zh: str

    def has(self, mark: Mark) -> bool:
        """Whether a mark stands here; one whose side was not said stands on both."""
        if mark.site not in self.sites:
            return False
        return not (mark.side and self.side) or mark.side == self.side


_SIDES = {"left": "左", "right": "右"}
# (view, site, x on the person's left or in the middle, y, words, what else it covers)
_PLACES = (
    (FACE, "forehead", 50, 40, "额头", ""),
    (FACE, "brow", 67, 56, "眉", "brow"),
    (FACE, "eye", 67, 70, "眼", ""),
    (FACE, "ear", 95, 76, "耳", ""),
    (FACE, "nose", 50, 86, "鼻", ""),
    (FACE, "cheek", 76, 94, "脸颊", ""),
    (FACE, "mouth", 50, 106, "嘴唇", ""),
    (FACE, "chin", 50, 126, "下巴", ""),
    (FRONT, "neck", 50, 37, "颈", ""),
    (FRONT, "shoulder", 68, 46, "肩", ""),
    (FRONT, "chest", 50, 60, "胸", ""),
    (FRONT, "upperarm", 75, 66, "上臂", "arm"),
    (FRONT, "belly", 50, 88, "腹部", ""),
    (FRONT, "forearm", 80.5, 97, "前臂", "arm"),
    (FRONT, "hand", 85, 119, "手", "palm thumb index middle ring little finger wrist"),
    (FRONT, "thigh", 60, 130, "大腿", "leg"),
    (FRONT, "knee", 60.5, 156, "膝", ""),
    (FRONT, "calf", 61, 181, "小腿", "leg"),
    (FRONT, "foot", 63, 207, "脚", "toe ankle"),
    (BACK, "head", 50, 14, "后脑", ""),
    (BACK, "back", 50, 62, "背", ""),
    (BACK, "waist", 50, 90, "腰", ""),
    (BACK, "elbow", 78, 83, "肘", ""),
    (BACK, "hip", 58, 108, "臀", ""),
    (BACK, "handback", 85, 119, "手背", "hand"),
)
_PAIRED = frozenset(
    {"brow", "eye", "ear", "cheek", "shoulder", "upperarm", "forearm", "hand", "thigh", "knee"}
    | {"calf", "foot", "elbow", "hip", "handback"}
)


def _spots() -> tuple[Spot, ...]:
    found = []
    for view, site, x, y, zh, more in _PLACES:
        sites = frozenset({site, *more.split()})
        for side in ("right", "left") if site in _PAIRED else ("",):
            # Whoever is seen from the front has the left hand at our right.
            mirrored = (side == "right") != (view == BACK) and bool(side)
            found.append(
                Spot(
                    view=view, site=site, side=side, x=WIDE - x if mirrored else float(x),
                    y=float(y), sites=sites, zh=f"{_SIDES.get(side, '')}{zh}",
                )
            )  # fmt: skip
    return tuple(found)


SPOTS = _spots()
_VIEWS = (FACE, FRONT, BACK)


def lit(marks: Iterable[Mark]) -> frozenset[Spot]:
    """Where marks stand."""
    known = list(marks)
    return frozenset(spot for spot in SPOTS if any(spot.has(mark) for mark in known))


def step(spot: Spot, right: int, down: int) -> Spot:
    """The nearest place that way, on the next drawing where there is none on this one; the same one
    where there is none at all."""
    x, y = _at(spot)

    def far(other: Spot) -> float:
        across, along = _at(other)[0] - x, _at(other)[1] - y
        ahead = across * right + along * down
        beside = abs(across * down) + abs(along * right)
        if ahead <= 0 or ahead < beside * AHEAD:
            return float("inf")
        return hypot(ahead, 2 * beside)

    nearest = min((one for one in SPOTS if one is not spot), key=far)
    return nearest if far(nearest) < float("inf") else spot


def _at(spot: Spot) -> tuple[float, float]:
    return spot.x + _VIEWS.index(spot.view) * WIDE * 1.15, spot.y
