"""Three desks, one centre, any order, lost replies: equal in the end, and nothing is lost."""

import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from sqlalchemy import Engine, select

from app.domain.erasure import ErasureWish, Ground
from app.domain.ids import ClaimId, new_id
from app.domain.person import Person
from app.domain.phrase import Phrase
from app.domain.station import Station
from app.domain.voucher import Voucher, VoucherState
from app.store import central, journal, keys, line, loading, snapshots
from app.store.ask import all_of, get
from app.store.register import create
from app.store.tables import TABLES
from app.sync.snapshot import load
from app.wire import versions
from app.wire.entry import Payload, dump
from app.wire.kinds import KINDS
from app.wire.talk import FIRST_VERSION
from tests import makers, two_desks
from tests.emptied import empty
from tests.makers import NOON
from tests.tries import tries
from tests.two_desks import Side
from tests.ui import station

pytest_plugins = ["tests.centre"]
DESKS = 3
OLD, NEW = 1, 2
"""One still speaks the first protocol, one knows more than the centre."""
STREAMS = ("ref", "station:440114-01", "prov:44")
_desk = st.integers(0, DESKS - 1)
_word = st.sampled_from(["甲", "乙", "丙", "丁"])
_LOCAL = {"viewing", "search", "printing", "index_card"}


class AnyOrder(RuleBasedStateMachine):
    """What officers, networks and clocks may do, in any order."""

    engine: ClassVar[Engine]
    owner: ClassVar[Engine]

    @initialize()
    def begin(self) -> None:
        """Everybody has the same station, one phrase and one voucher."""
        empty(self.owner)
        self.folder = Path(tempfile.mkdtemp())
        self.house = makers.desk(self.folder / "0")
        self.phrase = Phrase(
            id=new_id(), field="story", words="零", at=NOON, officer=self.house.intake.id
        )
        self.house.register.write(self.phrase, by=self.house.intake.id, at=NOON)
        self.person = makers.person()
        self.said = makers.claim(self.person, self.house.intake, "王淼")
        self.house.register.write(self.person, self.said, by=self.house.intake.id, at=NOON)
        self.voucher = station.voucher(self.house, station.arrive(self.house, "李四"))
        registers = [self.house.register]
        for number in range(1, DESKS):
            (self.folder / str(number)).mkdir()
            registers.append(create(self.folder / str(number), keys.new_key(), NOON))
        self.sides = [two_desks.let_in(self.engine, register) for register in registers]
        self.sides[OLD] = replace(self.sides[OLD], speaks=FIRST_VERSION)
        self.now = NOON + timedelta(days=3)
        self.skew = [timedelta(), timedelta(minutes=-3), timedelta(days=40)]
        self.said_here: set[Any] = set()
        self.erased: set[Any] = set()
        self.moods: set[str] = set()
        for word in "甲乙丙丁":
            known = makers.person()
            said = makers.claim(known, self.house.intake, word)
            self.house.register.write(known, said, by=self.house.intake.id, at=NOON)
            self.said_here.add(known.id)
        self._round(self.sides[0])
        for side in self.sides:
            self._round(side)

    def _at(self, desk: int) -> Any:
        self.now += timedelta(seconds=1)
        return self.now + self.skew[desk]

    def _write(self, desk: int, record: object) -> None:
        self.sides[desk].register.write(
            record, by=self.house.leader.id, at=self._at(desk), reason="tried"
        )

    @rule(desk=_desk, word=_word)
    def somebody_arrives(self, desk: int, word: str) -> None:
        """A person and a claim."""
        person = makers.person()
        self._write(desk, person)
        self._write(desk, makers.claim(person, self.house.intake, word))
        self.said_here.add(person.id)

    @rule(desk=_desk, word=_word)
    def a_quiet_field_changes(self, desk: int, word: str) -> None:
        """The station's own phrase."""
        mine = get(self.sides[desk].register, Phrase, self.phrase.id)
        if mine is not None:
            self._write(desk, replace(mine, words=word))

    @rule(word=_word)
    def a_newer_desk_says_what_nobody_else_knows(self, word: str) -> None:
        """It was upgraded first: with its words comes a field that the centre has no column for."""

        def newer(payload: Payload) -> bytes:
            more = {**payload.fields, "mood": (word, None)}
            return dump(replace(payload, fields=more))

        phrase = replace(self.phrase, id=new_id(), words=word)
        with patch.object(journal, "dump", newer):
            self._write(NEW, phrase)
        self.moods.add(phrase.id.hex + word)

    @rule(name=st.sampled_from(STREAMS))
    def a_snapshot_is_made(self, name: str) -> None:
        """Of one stream, as it stands; the others may be far ahead."""
        snapshots.make(self.engine, name, self.now)

    @rule(desk=_desk, name=st.sampled_from(STREAMS), word=_word)
    def a_desk_was_away_too_long(self, desk: int, name: str, word: str) -> None:
        """The centre has dropped what follows: its snapshot comes over what is here and waits."""
        side = self.sides[desk]
        if side.speaks < versions.SNAPSHOTS:
            return
        if not side.offers((name,)).snapshots:
            snapshots.make(self.engine, name, self.now)
        self.a_quiet_field_changes(desk, word)
        before = self._seen(side)
        side.register.within(lambda c: loading.want(c, name))
        load(side.register, side, self.now)
        self._must_not_flash(side, before)

    @rule(desk=_desk, word=_word)
    def a_watched_field_changes(self, desk: int, word: str) -> None:
        """The paying account."""
        mine = all_of(self.sides[desk].register, Station)
        if mine:
            self._write(desk, replace(mine[0], account=word))

    @rule(desk=_desk, word=_word)
    def a_claim_is_corrected(self, desk: int, word: str) -> None:
        """Perhaps on two desks at once."""
        better = replace(self.said, id=ClaimId(new_id()), value=word, supersedes=self.said.id)
        if get(self.sides[desk].register, Person, self.person.id):
            self._write(desk, better)

    @rule(desk=_desk, word=_word)
    def a_voucher_is_withdrawn(self, desk: int, word: str) -> None:
        """Decided at the centre."""
        mine = get(self.sides[desk].register, Voucher, self.voucher.id)
        if mine is not None and mine.state is VoucherState.LIVE:
            self._write(desk, mine.void(word))

    @rule(desk=_desk, which=st.integers(0, 9))
    def somebody_is_erased(self, desk: int, which: int) -> None:
        """Asked at a desk that may not have heard of everything; others may be writing still."""
        here = [p.id for p in all_of(self.sides[desk].register, Person) if p.id in self.said_here]
        if here:
            gone = here[which % len(here)]
            self._write(desk, self._wish(gone))
            self.erased.add(gone)

    def _wish(self, person: Any) -> ErasureWish:
        house = self.house
        return ErasureWish(
            id=new_id(), person=person, station=house.station.code, ground=Ground.MISTAKE,
            reason="试", approver=house.administrator.id, officer=house.leader.id, at=self.now,
        )  # fmt: skip

    @rule(desk=_desk, which=st.integers(0, 9), word=_word)
    def something_more_is_said(self, desk: int, which: int, word: str) -> None:
        """Perhaps of somebody who is erased elsewhere."""
        here = [p for p in all_of(self.sides[desk].register, Person) if p.id in self.said_here]
        if here:
            person = here[which % len(here)]
            self._write(desk, makers.claim(person, self.house.intake, word))

    @rule(desk=_desk)
    def a_reply_is_lost(self, desk: int) -> None:
        """The centre has it, the desk does not know."""
        side = self.sides[desk]
        if entries := side.waiting():
            side.push_these(entries, self.now)

    @rule(desk=_desk, jump=st.sampled_from([-400, -40, -1, 0, 1, 40, 400]))
    def a_clock_jumps(self, desk: int, jump: int) -> None:
        """The battery was dead, or somebody set the date."""
        self.skew[desk] = timedelta(days=jump, minutes=jump)

    @rule(desk=_desk, back=st.integers(1, 9))
    def a_request_is_repeated(self, desk: int, back: int) -> None:
        """The network says again what was said before: it is there once."""
        side = self.sides[desk]
        known = side.register.line
        assert known is not None
        after = max(0, known.sent - back)
        if entries := side.register.within(lambda c: line.waiting(c, after)):
            # Where the centre is further, a copy that comes late is refused, and nobody hears it.
            try:
                side.push_these([e for e in entries if e.n <= known.sent] or entries, self.now)
            except central.Behind as behind:
                if behind.key != "line.gap":
                    raise

    @rule(desk=_desk)
    def sent(self, desk: int) -> None:
        """Everything that waits."""
        self._send(self.sides[desk])

    @rule(desk=_desk, most=st.sampled_from([1, 3, 500]))
    def heard(self, desk: int, most: int) -> None:
        """A part of what there is, and what was just written here does not flash back."""
        if parts := self.sides[desk].news(most):
            self._settle(self.sides[desk], parts)

    def _settle(self, side: Side, parts: Any) -> None:
        """What waits is seen as it was written, unless a later word of somebody else came."""
        before = self._seen(side)
        side.register.settle(parts, self.now)
        self._must_not_flash(side, before)

    def _must_not_flash(self, side: Side, before: dict[Any, tuple[str, str]]) -> None:
        after = self._seen(side)
        for record in line.still_waiting(side.register, list(before)):
            value, version = before[record]
            assert after[record][0] == value or after[record][1] > version, "it flashed back"

    def _seen(self, side: Side) -> dict[Any, tuple[str, str]]:
        """What an officer sees of the phrase and the account, and its version."""
        found: dict[Any, tuple[str, str]] = {}
        for kind, name in (("phrase", "words"), ("station", "account")):
            for row in side.register.ask(select(TABLES[kind])):
                versions = row.versions
                version = versions.get(name) or versions["*"]
                found[row.id] = (getattr(row, name), version)
        return found

    def _send(self, side: Side) -> None:
        while entries := side.waiting():
            answer = side.push_these(entries, self.now)
            side.register.acknowledge(answer.last_n, answer.last_hash, 0)

    def _round(self, side: Side) -> None:
        self._send(side)
        while parts := side.news():
            self._settle(side, parts)

    def teardown(self) -> None:
        """Everybody sends and hears everything: the same rows on every desk."""
        if not hasattr(self, "sides"):
            return
        try:
            for side in (*self.sides, *self.sides):
                self._round(side)
            self._newcomer()
            self._compare()
        finally:
            for side in self.sides:
                side.register.close()
            shutil.rmtree(self.folder)

    def _newcomer(self) -> None:
        """One more desk, which begins with the snapshots that there are and hears the rest."""
        new = two_desks.second(self.engine, self.folder / "new")
        self.sides.append(new)
        load(new.register, new, self.now)
        self._round(new)

    def _compare(self) -> None:
        first = _everything(self.sides[0])
        for side in self.sides[1:]:
            other = _everything(side)
            for kind in first:
                assert first[kind] == other[kind], kind
        people = {row.id for row in first["person"]}
        assert self.said_here - self.erased <= people
        assert not self.erased & people, "somebody who was erased is back"
        assert {row.person for row in first["claim"]} <= people
        for side in self.sides:
            assert _moods(side) == self.moods
            assert line.how_many_wait(side.register) == 0
            side.register.verify_journal()


def _moods(side: Side) -> set[str]:
    table = TABLES["phrase"]
    rows = side.register.ask(select(table.c.id, table.c.extra))
    return {row.id.hex + row.extra["mood"] for row in rows if row.extra}


def _everything(side: Side) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for kind in TABLES.keys() - _LOCAL:
        rows: list[Any] = all_of(side.register, KINDS[kind])
        found[kind] = sorted(rows, key=lambda row: row.id)
    return found


@pytest.fixture
def machine(engine: Engine, owner: Engine) -> type[AnyOrder]:
    """The machine on a centre of its own."""
    AnyOrder.engine, AnyOrder.owner = engine, owner
    return AnyOrder


def test_any_order_ends_the_same(machine: type[AnyOrder]) -> None:
    run_state_machine_as_test(
        machine,
        settings=tries(7, stateful_step_count=18),
    )
