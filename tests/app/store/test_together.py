"""Records that are one human are gathered in two questions, however long their chain is."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Executable, Row

from app.desk import links
from app.domain.evidence import Sameness
from app.domain.ids import PersonId
from app.domain.person import Person
from app.store.ask import get
from app.store.blobs import Blobs
from app.store.people import together, together_each
from app.store.protected import sealed_among
from app.store.register import Register
from tests import makers
from tests.makers import NOON


class Counted:
    """The register, with the number of questions it was asked."""

    def __init__(self, register: Register) -> None:
        self._register, self.asked = register, 0
        self.blobs: Blobs = register.blobs

    def ask(self, question: Executable, facts: dict[str, Any] | None = None) -> Sequence[Row[Any]]:
        """Passed on."""
        self.asked += 1
        return self._register.ask(question, facts)

    def together(self) -> AbstractContextManager[object]:
        """Passed on."""
        return self._register.together()


@pytest.fixture
def chain(desk: makers.Desk) -> list[PersonId]:
    """Somebody who came thirty times and was known again each time; the first link was undone."""
    people = [makers.person() for _ in range(32)]
    desk.register.write(*people, by=desk.intake.id, at=NOON)
    ids = [one.id for one in people]
    made = [
        links.judge(desk.register, a, b, Sameness.SAME, "同一人", by=desk.leader, at=NOON)
        for a, b in pairwise(ids)
    ]
    links.undo(desk.register, made[0], "看错了", by=desk.leader, at=NOON)
    return ids


def test_a_long_chain_is_gathered_in_two_questions(
    desk: makers.Desk, chain: list[PersonId]
) -> None:
    counted = Counted(desk.register)
    found = together_each(counted, [chain[0], chain[5], chain[31]])
    assert counted.asked == 2
    assert found[chain[0]] == (chain[0],)
    assert found[chain[5]] == found[chain[31]] == together(desk.register, chain[9])
    assert set(found[chain[5]]) == set(chain[1:])
    assert together_each(counted, [chain[0]]) == {chain[0]: (chain[0],)}
    assert counted.asked == 3


def test_who_is_one_with_a_sealed_person_is_sealed(
    desk: makers.Desk, chain: list[PersonId]
) -> None:
    assert sealed_among(desk.register, chain) == frozenset()
    one = get(desk.register, Person, chain[20])
    assert one is not None
    desk.register.write(replace(one, sealed=True), by=desk.leader.id, at=NOON)
    shut: frozenset[UUID] = sealed_among(desk.register, [chain[0], chain[3], chain[20]])
    assert shut >= {chain[3], chain[20]}
    assert chain[0] not in shut
