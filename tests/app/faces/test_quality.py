"""Pose is read from the landmarks and said in words."""

import numpy as np
import pytest

from app.faces.face import Face
from app.faces.level import Levelled
from app.faces.quality import judge

STRAIGHT = [(70, 80), (130, 80), (100, 115), (78, 145), (122, 145)]


def face(points: list[tuple[int, int]], box: tuple[float, ...] = (50, 40, 100, 130)) -> Face:
    left, top, width, height = box
    return Face(box=(left, top, width, height), landmarks=np.array(points, np.float32), score=0.95)


def reasons(points: list[tuple[int, int]]) -> tuple[str, ...]:
    noise = np.random.default_rng(1).integers(60, 200, (200, 200, 3)).astype(np.uint8)
    one = face(points)
    return judge(noise, [one], Levelled(image=noise, face=one, seen=one)).reasons


def test_a_straight_face_has_nothing_to_be_said() -> None:
    assert reasons(STRAIGHT) == ()


@pytest.mark.parametrize(
    ("nose", "reason"),
    [
        ((122, 115), "quality.turned_away"),
        ((78, 115), "quality.turned_away"),
        ((100, 138), "quality.look_up"),
        ((100, 95), "quality.look_down"),
    ],
)
def test_the_nose_tells_where_somebody_looks(nose: tuple[int, int], reason: str) -> None:
    assert reasons([*STRAIGHT[:2], nose, *STRAIGHT[3:]]) == (reason,)


def test_a_mouth_outside_of_the_picture_is_cut_off() -> None:
    assert "quality.cut_off" in reasons([*STRAIGHT[:3], (78, 205), (122, 205)])


def test_roll_is_positive_when_the_right_eye_is_lower() -> None:
    assert face([(70, 80), (130, 140), *STRAIGHT[2:]]).roll == pytest.approx(45)


def test_yaw_and_pitch_do_not_depend_on_roll() -> None:
    turn = np.array([[0.8, -0.6], [0.6, 0.8]])
    leaning = [tuple(turn @ point) for point in STRAIGHT]
    assert face(leaning).yaw == pytest.approx(face(STRAIGHT).yaw, abs=1e-5)
    assert face(leaning).pitch == pytest.approx(face(STRAIGHT).pitch, abs=1e-5)
