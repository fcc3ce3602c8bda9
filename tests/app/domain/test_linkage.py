"""The generic core learns what agreeing is worth, without being told who is who."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.linkage import (
    LIKE,
    MISSING,
    NEARLY,
    OTHER,
    SAME,
    learn,
    level,
    pairs,
    partners,
    similarity,
)

FIELDS = ("first", "last", "born", "town")


def _people(count: int, seed: int) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Everybody twice, the second time with slips and gaps."""
    dice = Random(seed)  # noqa: S311 - the same people for one seed
    first = ["mary", "john", "susan", "peter", "alice", "robert", "jane", "george"]
    last = ["smith", "taylor", "brown", "wilson", "evans", "thomas", "johnson", "roberts"]
    here, there = [], []
    for _ in range(count):
        one = {
            "first": dice.choice(first),
            "last": dice.choice(last) + dice.choice(["", "son", "ford"]),
            "born": f"{dice.randrange(19200000, 19990000)}",
            "town": dice.choice(["perth", "sydney", "hobart", "darwin"]),
        }
        here.append(one)
        other = dict(one)
        if dice.random() < 0.3:
            field = dice.choice(FIELDS)
            other[field] = other[field][:-1] + dice.choice("xyz")
        if dice.random() < 0.2:
            other[dice.choice(FIELDS)] = ""
        there.append(other)
    return here, there


def test_it_finds_who_is_who_without_labels() -> None:
    here, there = _people(400, 1)
    found = list(pairs(here, there, [("first",), ("last",), ("born",)]))
    levels = np.array([[level(here[a][f], there[b][f]) for f in FIELDS] for a, b in found], np.int8)
    learnt = learn(levels, 0.05)
    told = partners(found, learnt.weights(levels))
    right = sum(a == b for a, b in told)
    assert right / len(told) > 0.97
    assert right > 370
    born, town = FIELDS.index("born"), FIELDS.index("town")
    worth = np.log(learnt.for_one / learnt.for_two)
    assert worth[born, SAME] > worth[town, SAME] > 0 > worth[born, OTHER]


@pytest.mark.parametrize(
    ("one", "other", "step"),
    [
        ("smith", "smith", SAME),
        ("johnson", "johnsen", NEARLY),
        ("taylor", "tailor", LIKE),
        ("smith", "wilson", OTHER),
        ("", "smith", MISSING),
    ],
)
def test_the_steps(one: str, other: str, step: int) -> None:
    assert level(one, other) == step


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("martha", "marhta", 0.961), ("dwayne", "duane", 0.84), ("dixon", "dicksonx", 0.813)],
)
def test_jaro_and_winkler_as_published(one: str, other: str, alike: float) -> None:
    """Winkler (1990)'s examples."""
    assert similarity(one, other) == pytest.approx(alike, abs=0.001)


@given(one=st.text(max_size=12), other=st.text(max_size=12))
def test_alike_lies_between_nothing_and_the_same(one: str, other: str) -> None:
    alike = similarity(one, other)
    assert 0 <= alike <= 1 + 1e-9
    assert alike == pytest.approx(similarity(other, one))


def test_nobody_gets_two_partners() -> None:
    found = [(0, 0), (0, 1), (1, 0), (2, 2)]
    told = partners(found, np.array([3.0, 2.0, 2.5, -1.0]))
    assert told == {(0, 0)}
