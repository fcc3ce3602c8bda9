"""A measurement says how sure it is, counts what was refused, and tells labels in doubt."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from app.arrays import Vector
from app.domain.errors import Refused
from app.faces import labelled
from app.faces.engine import Engine
from app.faces.labelled import Photo
from app.faces.survey import Survey, Wanted, survey
from app.faces.suspects import Why
from app.faces.told import compared_in_words, lines
from tests.app.faces.test_calibrate import invented

PEOPLE = 220
WANTED = Wanted(made_from="invented")


@cache
def photos() -> tuple[Photo, ...]:
    """Two photographs each, a little more alike than strangers' ever are."""
    made = invented(PEOPLE, seed=5)
    return tuple(
        Photo(person=who, name=f"{at % 2}.jpg", sitting=str(at), vector=vector, sha256=str(at))
        for at, (who, vector) in enumerate(zip(made.people, made.vectors, strict=True))
    )


@pytest.fixture(scope="module")
def plain(sface: Engine) -> Survey:
    return survey(photos(), sface, WANTED)


def changed(at: int, **parts: object) -> list[Photo]:
    """The same photographs but for one."""
    whole = list(photos())
    whole[at] = replace(whole[at], **parts)  # type: ignore[arg-type]
    return whole


def near(photo: Photo, much: float, other: Photo) -> Vector:
    """Its vector, moved towards another's."""
    assert photo.vector is not None
    assert other.vector is not None
    moved = photo.vector + np.float32(much) * other.vector
    return np.asarray(moved / np.linalg.norm(moved), np.float32)


def test_every_figure_has_an_interval_around_it(plain: Survey, sface: Engine) -> None:
    for cell in plain.cells:
        assert cell.score.low <= cell.score.value <= cell.score.high
    counted = [cell for cell in plain.cells if not cell.extrapolated]
    assert counted
    assert all(cell.score.high - cell.score.low > 0.001 for cell in counted)
    wide = [plain.cells[at].score for at in (7, 40)]  # the rarest, largest; the commonest, smallest
    assert wide[0].high - wide[0].low > wide[1].high - wide[1].low
    assert survey(photos(), sface, WANTED) == plain, "the same seed, the same figures"
    for lang in ("zh", "en"):
        assert len("\n".join(lines(plain, lang)).splitlines()) > 20


def test_people_are_drawn_not_pairs(plain: Survey, sface: Engine) -> None:
    """Ten people who look like one another make many pairs, and a wide interval."""
    rows = list(photos())
    for at in range(19, -1, -1):
        rows[at] = replace(rows[at], vector=near(rows[at], 1.2, rows[0]))
    clan = survey(rows, sface, WANTED)
    at = next(n for n, cell in enumerate(clan.cells) if (cell.fpir, cell.size) == (0.01, 30))
    before, after = plain.cells[at].score, clan.cells[at].score
    assert after.high - after.low > 2 * (before.high - before.low)


def test_a_refused_photograph_is_a_miss_in_every_figure(plain: Survey, sface: Engine) -> None:
    gone = survey(changed(1, vector=None, reasons=("quality.no_face",)), sface, WANTED)
    assert plain.sizes[0].likely.value == 1.0
    assert gone.sizes[0].likely.value == pytest.approx(1 - 1 / PEOPLE, abs=1e-4)
    assert gone.found.asked == plain.found.asked == PEOPLE
    for figure in (gone.found.first, gone.found.among_ten, gone.found.first_likely):
        assert figure.value == pytest.approx(1 - 1 / PEOPLE, abs=1e-4)
    assert [(one.person, one.photo) for one in gone.unusable] == [("p0", "1.jpg")]
    filed = survey(changed(0, vector=None), sface, WANTED)
    assert filed.found.first.value == pytest.approx(1 - 1 / PEOPLE, abs=1e-4)


def test_photographs_of_one_sitting_prove_nothing(plain: Survey, sface: Engine) -> None:
    one = survey([replace(p, sitting=p.person) for p in photos()[:2]] + list(photos()[2:]), sface,
                 WANTED)  # fmt: skip
    assert one.mated_pairs == plain.mated_pairs - 1


def test_a_group_is_compared_or_too_few_to_say(sface: Engine) -> None:
    labels = {f"p{n}": {"sex": "1" if n % 2 else "2"} for n in range(PEOPLE)}
    labels["p7"]["village"] = "east"
    rows = list(photos())
    for at, photo in enumerate(rows):
        if labels[photo.person]["sex"] == "2":
            rows[at] = replace(photo, vector=near(photo, 0.45, photos()[0]))
    found = survey(rows, sface, replace(WANTED, groups=labels, like=("sex", "2")))
    groups = {(g.column, g.label): g for g in found.groups}
    assert {g.people for g in found.groups if g.column == "sex"} == {PEOPLE // 2}
    hundredth = {key: group.compared[-1] for key, group in groups.items()}
    assert hundredth["sex", "2"].times > 1.5 > hundredth["sex", "1"].times
    for one in hundredth["sex", "2"], hundredth["sex", "1"]:
        assert one.enough
        assert one.rate.low <= one.rate.value <= one.rate.high
    few = groups["village", "east"]
    assert not any(one.enough for one in few.compared)
    assert few.likely is None
    assert "不下结论" in compared_in_words(few.compared[0], "zh")
    assert found.calibration.margin > 1.5, "the group most alike tightens the bands"
    with pytest.raises(Refused) as said:
        survey(rows, sface, replace(WANTED, groups=labels, like=("village", "east")))
    assert said.value.key == "calibration.nobody_like"


def poisoned() -> list[Photo]:
    """One file under twenty names, one photograph in a wrong folder, one person in two folders."""
    rows = list(photos())
    for at in range(0, 40, 2):
        rows[at] = replace(rows[at], vector=rows[0].vector, sha256="same", name="0.jpg")
    rows[51] = replace(rows[51], vector=rows[60].vector)
    for at in (80, 81):
        rows[at] = replace(rows[at], person="p99")
    for at, (one, other) in enumerate(((82, 100), (83, 101))):
        rows[one] = replace(rows[one], vector=rows[other].vector, sitting=f"z{at}")
    return rows


def test_labels_in_doubt_are_told_and_left_out_only_when_asked(sface: Engine) -> None:
    kept = survey(poisoned(), sface, WANTED)
    of = {why: [one for one in kept.suspects if one.why is why] for why in Why}
    assert [len(one.people) for one in of[Why.SAME_FILE]] == [20]
    assert ("p25", "p30") in {one.people for one in of[Why.OTHER_PERSON]}
    assert ("p41", "p50") in {one.people for one in of[Why.ONE_PERSON]}
    assert not kept.left_out
    assert kept.calibration.threshold(0.001, 100).score > 0.9, "never silently"
    left = survey(poisoned(), sface, replace(WANTED, leave_out=True))
    assert left.suspects == kept.suspects
    assert left.calibration.threshold(0.001, 100).score < 0.75
    assert kept.nameless().suspects == ()
    assert kept.nameless().suspect_count == len(kept.suspects)


def test_a_copy_of_a_file_is_no_second_photograph(plain: Survey, sface: Engine) -> None:
    twice = survey(changed(1, sha256="0", vector=photos()[0].vector), sface, WANTED)
    assert twice.mated_pairs == plain.mated_pairs - 1
    assert twice.found.asked == plain.found.asked - 1
    assert [one.people for one in twice.suspects] == [("p0",)]


def test_all_pictures_alike_make_no_table(sface: Engine) -> None:
    rows = [replace(p, vector=photos()[0].vector) for p in photos()]
    with pytest.raises(Refused) as said:
        survey(rows, sface, WANTED)
    assert said.value.key == "calibration.no_table"


def test_of_very_many_whole_people_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labelled, "MOST_PHOTOS", 101)
    some = labelled.drawn(photos())
    assert len(some) == 100
    assert {sum(p.person == who for p in some) for who in {p.person for p in some}} == {2}
    assert labelled.drawn(photos()) == some


def test_of_very_many_only_those_drawn_are_looked_at(
    monkeypatch: pytest.MonkeyPatch, sface: Engine
) -> None:
    monkeypatch.setattr(labelled, "MOST_PHOTOS", 101)
    files = [Path(f"{photo.person}/{photo.name}") for photo in photos()]
    some = labelled.few(files)
    assert len(some) == 100
    assert [file.parent.name for file in some] == [p.person for p in labelled.drawn(photos())]
    monkeypatch.undo()
    found = survey(photos(), sface, replace(WANTED, drawn_from=50_000))
    assert (found.photographs, found.drawn_from) == (len(photos()), 50_000)
