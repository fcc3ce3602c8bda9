"""Whom a leader seals: nothing of them is seen elsewhere, on any path; here only by the right."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Engine, select, text

from app import clock
from app.desk import claims, export, identify, lending, links, papers, protecting, views, vouchers
from app.desk import door as doors
from app.desk.lending import Wish
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.ids import new_id
from app.domain.index_card import IndexCard
from app.domain.person import ClaimKind, Person, Source
from app.domain.staff import Officer
from app.store import cards, feed, find, held, people, walls
from app.store.ask import all_of, get
from app.store.tables import TABLES, change
from app.sync import lending as lines
from app.sync.line import Trouble
from app.wire.lending import AskFile
from app.wire.talk import Change
from tests import makers, two_stations
from tests.two_stations import ASKING, OWNER, Both

pytest_plugins = ["tests.centre"]
NAME, DOCUMENT = "欧阳测试", "11010119900307001X"


@pytest.fixture
def both(engine: Engine, tmp_path: Path) -> Iterator[Both]:
    """Two stations and the centre between them."""
    with two_stations.stations(engine, tmp_path) as made:
        yield made


def _sealed(both: Both) -> Any:
    """Somebody whom the other station knew by a card, and who was sealed then."""
    came = two_stations.somebody(both.owner, NAME, DOCUMENT)
    both.sync()
    assert [f.name for f in find.find(both.asking.register, NAME)] == [NAME]
    _protect(both, came.visit.person)
    both.sync()
    return came


def _protect(both: Both, person: Any) -> None:
    house = both.owner.house
    protecting.protect(
        house.register, person, "躲避家暴", by=house.leader, at=clock.now()
    )  # fmt: skip


def _session(house: makers.Desk, officer: Officer) -> doors.Session:
    return doors.Session(register=house.register, officer=officer, station=house.station)


@pytest.mark.parametrize("typed", [NAME, "oycs", "ouyang", DOCUMENT, DOCUMENT[-4:]])
def test_elsewhere_nobody_finds_them(both: Both, typed: str) -> None:
    came = _sealed(both)
    register = both.asking.register
    assert find.find(register, typed, sealed=True) == []
    assert get(register, IndexCard, came.visit.person) is None
    number = came.visit.case_number
    assert find.find(register, number, sealed=True) == []


def test_elsewhere_no_row_is_left_that_names_them(both: Both) -> None:
    came = _sealed(both)
    person = came.visit.person
    register = both.asking.register
    for kind, table in TABLES.items():
        rows = [tuple(map(str, row)) for row in register.ask(select(table))]
        if kind not in {"viewing", "search"}:
            assert not [row for row in rows if str(person) in row or NAME in row], kind
    lines = list(export.lines(_session(both.asking.house, both.asking.house.administrator)))
    assert NAME not in msgspec.json.encode(lines).decode()
    card = views.see_card(register, person, by=both.asking.house.leader, at=clock.now())
    assert card is None


def test_a_desk_that_reads_from_the_beginning_hears_nothing_of_them(
    both: Both, tmp_path: Path
) -> None:
    came = _sealed(both)
    (tmp_path / "late").mkdir()
    house = makers.desk(tmp_path / "late", ASKING)
    late = two_stations.let_in(both.engine, house, both.transport)
    with closing(house.register), closing(late.line):
        late.sync()
        assert find.find(house.register, NAME, sealed=True) == []
        assert all_of(house.register, IndexCard) == []
    with walls.within(both.engine, walls.EVERYWHERE) as connection:
        part = feed.after(connection, "prov:44", 0, 10_000)
        numbers = connection.execute(select(change.c.seq).where(change.c.stream == "prov:44"))
        seqs = sorted(numbers.scalars())
    assert seqs == list(range(1, part.last + 1))  # a number that lacks would be a fault
    whole = b"".join(bytes(raw) for raw in part.changes)
    person = came.visit.person
    said = [msgspec.msgpack.decode(raw, type=Change) for raw in part.changes]
    assert {one.kind for one in said} == {feed.BLOTTED, cards.WITHDRAWN}
    for trace in (NAME.encode(), person.bytes, str(person).encode(), OWNER.encode()):
        assert trace not in whole


def test_who_was_sealed_before_anybody_saw_them_is_not_spoken_of(both: Both) -> None:
    came = two_stations.somebody(both.owner, NAME, DOCUMENT)
    _protect(both, came.visit.person)
    both.sync()
    with walls.within(both.engine, walls.EVERYWHERE) as connection:
        part = feed.after(connection, "prov:44", 0, 10_000)
    said = [msgspec.msgpack.decode(raw, type=Change) for raw in part.changes]
    assert [one.kind for one in said if one.kind == "index_card"] == []
    assert NAME.encode() not in b"".join(bytes(raw) for raw in part.changes)


def test_what_is_said_of_them_later_makes_no_card(both: Both) -> None:
    came = _sealed(both)
    house = both.owner.house
    claims.add(
        house.register, came.visit.person, ClaimKind.ALIAS, "小欧", Source.SAID, by=house.leader,
        at=clock.now(),
    )  # fmt: skip
    both.sync()
    assert find.find(both.asking.register, "小欧", sealed=True) == []


def test_their_file_is_not_lent_and_nobody_learns_that_there_is_one(both: Both) -> None:
    came = _sealed(both)
    mine = two_stations.case(both.asking)
    both.sync()
    for person in (came.visit.person, new_id()):
        asked = AskFile(
            person=person, visit=mine.id, officer=both.asking.house.intake.id,
            purpose="reception", hours=24,
            token=held.token_of(both.asking.register, both.asking.house.intake.id),
        )  # fmt: skip
        with pytest.raises(Trouble, match=r"file\.nobody"):
            lines.ask(both.asking.line, asked)


def test_what_was_on_loan_goes_when_they_are_sealed(both: Both) -> None:
    came, mine = two_stations.somebody(both.owner, NAME), two_stations.case(both.asking)
    both.sync()
    house, at = both.asking.house, clock.now()
    asked = lending.wish(
        house.register, came.visit.person, mine.id, Wish(purpose="tracing"), 24, by=house.intake
    )
    lent = lines.ask(both.asking.line, asked)
    lending.keep(house.register, lent, by=house.intake, at=at)
    _protect(both, came.visit.person)
    both.owner.sync()
    assert lines.fetch(both.asking.line, came.photos[0].sha256) is None
    both.asking.sync()
    assert not house.register.lent.there
    with pytest.raises(Refused, match=r"file\.not_here"):
        lending.read(house.register, came.visit.person, by=house.intake, at=at)


def test_exactly_their_document_leads_to_a_telephone_and_no_further(both: Both) -> None:
    _sealed(both)
    house, line = both.asking.house, both.asking.line
    found = lines.contacts(line, lending.contact_wish(house.register, DOCUMENT, by=house.intake))
    assert [(c.station, c.phone) for c in found] == [(OWNER, "020-00000000")]
    assert NAME not in msgspec.json.encode(found).decode()
    other = lending.contact_wish(house.register, "110101199003070037", by=house.intake)
    assert lines.contacts(line, other) == ()
    with walls.within(both.engine, walls.EVERYWHERE) as connection:
        part = feed.after(connection, f"audit:{OWNER}", 0, 1000)
    said = [msgspec.msgpack.decode(raw, type=Change) for raw in part.changes]
    assert [c.fields["what"] for c in said].count("duty_contact") == 1


def test_an_open_file_has_no_duty_contact(both: Both) -> None:
    two_stations.somebody(both.owner, NAME, DOCUMENT)
    both.sync()
    house = both.asking.house
    asked = lending.contact_wish(house.register, DOCUMENT, by=house.intake)
    assert lines.contacts(both.asking.line, asked) == ()


def test_who_is_no_longer_sealed_is_found_again(both: Both) -> None:
    came = _sealed(both)
    house = both.owner.house
    protecting.unprotect(
        house.register, came.visit.person, "已安全", by=house.leader, at=clock.now()
    )
    both.sync()
    assert [f.person for f in find.find(both.asking.register, NAME)] == [came.visit.person]
    _protect(both, came.visit.person)
    both.sync()
    assert find.find(both.asking.register, NAME) == []


def test_here_they_are_hidden_at_once_from_who_has_not_the_right(both: Both) -> None:
    came = two_stations.somebody(both.owner, NAME, DOCUMENT)
    here = two_stations.case(both.owner, "阿依古丽")
    house = both.owner.house
    register, person = house.register, came.visit.person
    for one in (person, here.person):
        _protect(both, one)
    assert find.find(register, NAME) == []
    assert find.find(register, DOCUMENT) == []
    assert [f.person for f in find.find(register, NAME, sealed=True)] == [person]
    clues = identify.Clues(number=DOCUMENT)
    assert identify.candidates(register, None, clues) == ()
    assert len(identify.candidates(register, None, clues, sealed=True)) == 1
    at = clock.now()
    with pytest.raises(Refused, match=r"claims\.no_person"):
        views.open_file(register, person, "reception", by=house.intake, at=at)
    assert views.open_file(register, person, "reception", by=house.leader, at=at).name == NAME
    (row,) = people.in_station(register)
    assert (row.card.name, row.card.sealed, row.visit.story) == ("", True, "")
    (row,) = people.in_station(register, sealed=True)
    assert row.card.name == "阿依古丽"
    issuer = papers.Issuer(station=house.station, officer=house.intake, key=doors.signer(register))
    with pytest.raises(Refused, match=r"paper\.no_subject"):
        papers.make(register, "registration", here.id, issuer, at=at, lang="zh")
    journey: Any = None
    with pytest.raises(Refused, match=r"voucher\.no_visit"):
        vouchers.issue(
            register, here.id, journey, house.station, by=house.intake, at=at, most_days=3
        )
    with pytest.raises(Refused, match=r"claims\.no_person"):
        links.judge(register, here.person, person, Sameness.SAME, "像", by=house.intake, at=at)
    told = list(export.lines(_session(house, house.administrator)))
    whole = msgspec.json.encode(told).decode()
    assert NAME not in whole
    assert str(person) not in whole
    assert "阿依古丽" not in whole


def test_until_the_centre_has_heard_it_the_desk_says_so(both: Both) -> None:
    came = two_stations.somebody(both.owner, NAME)
    both.sync()
    person = (came.visit.person,)
    assert not protecting.is_pending(both.owner.register, person)
    _protect(both, came.visit.person)
    assert protecting.is_pending(both.owner.register, person)
    both.owner.sync()
    assert not protecting.is_pending(both.owner.register, person)
    sealed = get(both.owner.register, Person, came.visit.person)
    assert sealed is not None
    assert sealed.sealed


def test_only_a_leader_seals_and_says_why(both: Both) -> None:
    person = two_stations.somebody(both.owner, NAME).visit.person
    house, at = both.owner.house, clock.now()
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        protecting.protect(house.register, person, "躲避家暴", by=house.intake, at=at)
    with pytest.raises(Refused, match=r"protect\.needs_reason"):
        protecting.protect(house.register, person, " ", by=house.leader, at=at)
    with pytest.raises(Refused, match=r"protect\.not_sealed"):
        protecting.unprotect(house.register, person, "已安全", by=house.leader, at=at)
    _protect(both, person)
    with pytest.raises(Refused, match=r"protect\.already"):
        _protect(both, person)


def test_a_card_taken_back_leaves_no_word_in_the_index(both: Both) -> None:
    _sealed(both)
    register = both.asking.register
    register.within(find.merge_all)
    found = register.ask(
        text("SELECT count(*) FROM find_data WHERE instr(block, :name)"), {"name": NAME.encode()}
    )
    assert found[0][0] == 0


def test_a_link_to_somebody_elsewhere_can_be_made_and_undone(both: Both) -> None:
    came, mine = two_stations.somebody(both.owner, NAME), two_stations.case(both.asking)
    both.sync()
    house, at = both.asking.house, clock.now()
    register, other = house.register, came.visit.person
    link = links.judge(
        register, mine.person, other, Sameness.SAME, "照片和证件相符", by=house.intake, at=at
    )
    both.sync()
    assert set(people.together(register, mine.person)) == {mine.person, other}
    assert len(find.find(register, NAME)) == 1
    with walls.within(both.engine, walls.EVERYWHERE) as connection:
        assert connection.execute(select(TABLES["link"].c.id)).scalars().all() == [link.id]
    links.undo(register, link, "认错了", by=house.intake, at=clock.now())
    both.sync()
    assert people.together(register, mine.person) == (mine.person,)
