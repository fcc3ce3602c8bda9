"""The table of merging, row by row: which value holds, and who is asked."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.merge import Outcome, Way, merge, settles, version_in, way_of

BASE, ONE, OTHER = "0001.a", "0002.a", "0003.b"


def _outcome(
    way: Way, version: str, current: str, *, based: str = BASE, same: bool = False
) -> Outcome:
    return merge(way, based=based, version=version, current=current, same=same)


@pytest.mark.parametrize("way", Way)
def test_a_change_of_what_stands_there_is_taken_and_nobody_is_asked(way: Way) -> None:
    assert _outcome(way, ONE, BASE) == Outcome(takes=True)
    assert merge(way, based=None, version=ONE, current=None, same=False) == Outcome(takes=True)


@pytest.mark.parametrize(("way", "asked"), [(Way.QUIET, False), (Way.WATCHED, True)])
def test_of_two_changes_the_later_one_holds(way: Way, asked: bool) -> None:
    assert _outcome(way, OTHER, ONE) == Outcome(takes=True, conflict=asked)
    assert _outcome(way, ONE, OTHER) == Outcome(takes=False, conflict=asked)
    assert not _outcome(way, OTHER, ONE, same=True).conflict


def test_what_the_centre_decides_the_first_one_holds() -> None:
    assert _outcome(Way.CENTRAL, OTHER, ONE) == Outcome(takes=False, conflict=True)
    assert _outcome(Way.CENTRAL, OTHER, ONE, same=True) == Outcome(takes=False)


def test_a_broken_clock_takes_no_value_back_and_is_told() -> None:
    assert _outcome(Way.QUIET, BASE, ONE, based=ONE) == Outcome(takes=False, conflict=True)


def test_what_is_said_again_changes_nothing() -> None:
    for way in Way:
        assert _outcome(way, ONE, ONE) == Outcome(takes=False)


def test_a_desk_keeps_what_is_later_and_follows_the_centre_where_it_decides() -> None:
    assert settles(Way.QUIET, version=OTHER, current=ONE)
    assert not settles(Way.QUIET, version=ONE, current=OTHER)
    assert not settles(Way.WATCHED, version=ONE, current=OTHER)
    assert settles(Way.CENTRAL, version=ONE, current=OTHER)
    assert not settles(Way.CENTRAL, version=ONE, current=ONE)
    assert settles(Way.QUIET, version=ONE, current=None)


def test_a_field_has_its_own_version_or_that_of_the_whole() -> None:
    assert version_in({"*": BASE, "words": ONE}, "words") == ONE
    assert version_in({"*": BASE}, "words") == BASE
    assert version_in({}, "words") is None


def test_a_field_has_the_way_of_the_table() -> None:
    assert way_of("phrase", "words") is Way.QUIET
    assert way_of("station", "account") is Way.WATCHED
    assert way_of("voucher", "state") is Way.CENTRAL
    assert way_of("link", "undone_by") is Way.CENTRAL


@given(st.lists(st.integers(2, 9), min_size=2, max_size=4, unique=True))
def test_in_whatever_order_they_come_the_same_value_holds(stamps: list[int]) -> None:
    versions = [f"{stamp:04}.{stamp % 3}" for stamp in stamps]
    ends = set()
    for order in permutations(versions):
        holds = BASE
        for version in order:
            if _outcome(Way.QUIET, version, holds).takes:
                holds = version
        ends.add(holds)
    assert ends == {max(versions)}
