"""What a face's likeness is worth as one clue among others; it decides nothing by itself.

A score is compared with how often people score so against another photograph of themselves, and
how often strangers do. The first is measured on photographs a few years apart at most, so it is
moved for pictures that are old, poor, or of a child.
"""

from math import exp, log, pi, sqrt

from app.domain.clue import Clue, Verdict

SAME_MEAN, SAME_SPREAD = 0.661, 0.118
"""Cosines of two photographs of one person: 599 pairs of the measuring set (faces.md), YuNet +
SFace."""
_STRANGE = 0.02
"""So often a photograph of somebody is like no other of theirs: turned away, covered, another's."""
_A_YEAR, _MOST_YEARS = 0.006, 0.12
_POOR = 0.12
_CHILD_MEAN, _CHILD_SPREAD = 0.32, 0.14
"""A picture of a child against one of the grown-up: hardly better than chance (faces.md)."""
GROWN = 5
"""Years after which a child's picture no longer shows the grown-up."""
MOST, LEAST = 11.0, -4.0
"""Beyond what was measured a score is worth no more."""
AGREES, _NEAR = 5.0, 1.0


def compare_faces(
    score: float,
    strangers: float,
    *,
    years: float = 0.0,
    quality: float = 1.0,
    child: bool = False,
    twin: bool = False,
) -> Clue:
    """`score` is the best cosine of their photographs, `strangers` the natural log of how densely
    strangers score there; `years` lie between the pictures, `quality` (0…1) is the poorer one's;
    `child`: one was taken of a child and the other years later; `twin`: there is one."""
    mean, spread = SAME_MEAN, SAME_SPREAD
    if child and years >= GROWN:
        mean, spread = _CHILD_MEAN, _CHILD_SPREAD
    mean -= min(_A_YEAR * max(years, 0.0), _MOST_YEARS) + _POOR * max(0.0, 0.5 - quality)
    likeness = exp(-(((score - mean) / spread) ** 2) / 2) / (spread * sqrt(2 * pi))
    if score > mean:
        likeness = 1 / (spread * sqrt(2 * pi))  # nobody is too much like themselves
    weight = log((1 - _STRANGE) * likeness + _STRANGE) - strangers
    weight = min(max(weight, LEAST), MOST)
    if twin:
        weight = min(weight, 0.5)  # it would be as like to the other
    if weight >= AGREES:
        return Clue(about="face", verdict=Verdict.AGREES, weight=weight, key="clue.face_likely")
    if weight >= _NEAR:
        return Clue(about="face", verdict=Verdict.NEAR, weight=weight, key="clue.face_possible")
    if weight > 0:
        return Clue(about="face", verdict=Verdict.NEAR, weight=weight, key="clue.face_unlikely")
    return Clue(about="face", verdict=Verdict.DIFFERS, weight=weight, key="clue.face_other")
