"""Who may be listed, by what is on file: the latest birth, doubts that stand, a checked paper."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.ids import StationId, VisitId, new_id
from app.domain.listing_subject import subject_of
from app.domain.person import ClaimKind
from app.domain.staff import Role
from app.domain.visit import Visit
from tests import makers
from tests.makers import NOON

PERSON, OFFICER = makers.person(), makers.officer(Role.INTAKE)


def visit(mental: str, supersedes: VisitId | None = None) -> Visit:
    """An arrival, and whether signs of a disability were noted."""
    return Visit(
        id=VisitId(new_id()), person=PERSON.id, station=StationId(new_id()), case_number="1",
        arrived_at=NOON, checks={"mental": mental}, officer=OFFICER.id, registered_at=NOON,
        supersedes=supersedes,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "said", "born_by"),
    [
        (ClaimKind.BIRTH, "2008-11-01", date(2008, 11, 1)),
        (ClaimKind.BIRTH, "2008-05", date(2008, 12, 31)),
        (ClaimKind.BIRTH, "2008", date(2008, 12, 31)),
        (ClaimKind.AGE, "18-25", date(2008, 11, 23)),
        (ClaimKind.NAME, "王淼", None),
    ],
)
def test_the_latest_day_of_birth_counts(kind: ClaimKind, said: str, born_by: date | None) -> None:
    claim = makers.claim(PERSON, OFFICER, said, kind)
    assert subject_of([PERSON], [claim], [], []).born_by == born_by


def test_a_doubt_counts_until_it_is_corrected_and_a_paper_once_it_is_checked() -> None:
    seen = visit("yes")
    assert subject_of([PERSON], [], [seen], []).doubted
    assert not subject_of([PERSON], [], [seen, visit("no", seen.id)], []).doubted
    paper = makers.claim(PERSON, OFFICER, "440114198003020012", ClaimKind.DOCUMENT)
    assert not subject_of([PERSON], [paper], [], []).verified
    assert subject_of([PERSON], [replace(paper, verified=True)], [], []).verified
    assert subject_of([PERSON, replace(PERSON, sealed=True)], [], [], []).sealed


def test_a_paper_that_was_checked_says_who_is_younger_than_was_written_down() -> None:
    said = makers.claim(PERSON, OFFICER, "1980-03-02", ClaimKind.BIRTH)
    paper = makers.claim(PERSON, OFFICER, "440114201203020011", ClaimKind.DOCUMENT)
    checked = replace(paper, verified=True)
    assert subject_of([PERSON], [said, paper], [], []).born_by == date(1980, 3, 2)
    assert subject_of([PERSON], [said, checked], [], []).born_by == date(2012, 3, 2)
    odd = makers.claim(PERSON, OFFICER, "腊月初八生的人啊啊啊", ClaimKind.BIRTH)
    assert subject_of([PERSON], [odd], [], []).born_by is None, "what came may be anything"
