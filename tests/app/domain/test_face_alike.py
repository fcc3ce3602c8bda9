"""A likeness is worth more the rarer it is among strangers, and less the older the picture."""

import pytest

from app.domain.clue import Verdict
from app.domain.face_alike import LEAST, MOST, compare_faces
from app.faces.bands import load_calibration
from app.faces.engine import SFACE

BANDS = load_calibration(SFACE)


def _worth(score: float, **more: float) -> float:
    return compare_faces(score, BANDS.strangers_at(score), **more).weight  # type: ignore[arg-type]


def test_it_rises_with_the_score_and_ends() -> None:
    scores = [at / 50 for at in range(51)]
    worth = [_worth(score) for score in scores]
    assert worth == sorted(worth)
    assert worth[0] == LEAST
    assert worth[-1] == MOST
    assert _worth(0.36) == pytest.approx(0.7, abs=1.2), "where one and the other are as likely"


def test_strangers_are_rarer_the_higher_the_score() -> None:
    dense = [BANDS.strangers_at(at / 50) for at in range(51)]
    assert dense == sorted(dense, reverse=True)
    # The table: .9 % of pairs above .31, one in ten million above .6.
    assert dense[15] > -2
    assert dense[31] < -11


def test_an_old_a_poor_or_a_childs_picture_says_less_against_somebody() -> None:
    low = 0.38
    assert _worth(low, years=15) > _worth(low)
    assert _worth(low, quality=0.1) > _worth(low)
    grown = compare_faces(0.3, BANDS.strangers_at(0.3), years=20, child=True)
    assert grown.weight > _worth(0.3)


def test_a_twin_is_as_like() -> None:
    clue = compare_faces(0.8, BANDS.strangers_at(0.8), twin=True)
    assert clue.weight <= 0.5
    assert clue.verdict is Verdict.NEAR
