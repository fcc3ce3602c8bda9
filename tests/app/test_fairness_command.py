"""`guitu fairness`: the same figures as the page, of invented people."""

import json

import pytest

from app.__main__ import main


def test_the_figures_of_invented_people_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fairness", "--population", "150", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["measures"]
    came = found["arrived"]["all"]["count"]
    assert 100 < came <= 150
    for group in ("age", "sex", "disability", "ethnicity", "origin", "officer", "station"):
        assert sum(one["count"] for one in found["arrived"][group].values()) == came
        assert sum(one["of"] for one in found["refused"][group].values()) == came
    faces = found["face_same"]["all"]
    said = [found[one]["all"]["count"] for one in ("face_same", "face_not", "face_unsure")]
    assert sum(said) == faces["of"]
    assert faces["low"] < faces["rate"] < faces["high"]
    assert "rate" not in found["overturned"]["all"], "of so few there is none"


def test_a_handful_of_people_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fairness", "--population", "10"]) == 1
    assert "100" in capsys.readouterr().err
