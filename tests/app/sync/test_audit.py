"""A desk hears every root of its centre and raises the alarm when one is not as it must be."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, text

from app import clock
from app.domain.errors import Refused, Unavailable
from app.domain.ids import new_id
from app.domain.letter import LetterAnswer
from app.store import heard, journal, line, looks, proving_desk
from app.store.tables import root_heard
from app.sync.audit import ask_proof
from app.sync.joining import open_line
from app.wire.audit import AUDIT_ROOT, Root, fields_of, line_of, roots_in
from app.wire.talk import Change, Part
from app.words.say import say
from tests import audited, makers
from tests.audited import Audited
from tests.programs import CHIEF, LOGIN, SET_UP, STAFF, SYNC, act, centre, code_for, guitu
from tests.ui import station
from ui.centre.wording import told

pytest_plugins = ["tests.centre"]
LATER = timedelta(hours=1)


@pytest.fixture
def house(data: Path) -> Iterator[makers.Desk]:
    """A desk with its officers."""
    made = makers.desk(data)
    with closing(made.register):
        yield made


@pytest.fixture
def books(engine: Engine, house: makers.Desk, tmp_path: Path) -> Iterator[Audited]:
    """A centre that knows everything the desk said, under a root that the desk has heard."""
    with audited.centre(engine, tmp_path / "centre") as made:
        made.join(house)
        station.arrive(house, "王淼")
        made.round(house.register)
        assert made.publish(clock.now() + LATER)
        made.round(house.register)
        yield made


def _states(house: makers.Desk) -> dict[int, str]:
    rows = house.register.ask(root_heard.select().order_by(root_heard.c.n))
    return {row.n: row.state for row in rows}


def _alarms(house: makers.Desk) -> list[str]:
    letters = line.letters(house.register)
    assert all(one.kind == "audit_broken" for one in letters)
    return [one.content["reason"] for one in letters]


def test_a_root_that_covers_the_desk_is_proved_and_silent(
    books: Audited, house: makers.Desk
) -> None:
    assert _states(house) == {1: heard.PROVED}
    assert _alarms(house) == []
    done = proving_desk.prove(house.register.folder, house.key, books.books.listed())
    assert (done.entries, done.roots) == (house.register.last_entry, 1)
    assert done.covers == house.register.last_entry
    books.round(house.register)  # nothing is asked twice, nothing is said twice
    assert _states(house) == {1: heard.PROVED}


def test_a_root_of_before_the_desk_joined_need_not_cover_it(
    engine: Engine, house: makers.Desk, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = makers.desk(tmp_path / "other")
    with closing(other.register), audited.centre(engine, tmp_path / "centre") as made:
        made.join(other)
        made.round(other.register)
        assert made.publish()
        made.join(house)
        made.round(house.register)
        assert _states(house) == {1: heard.BEFORE}
        assert _alarms(house) == []
        assert made.publish(clock.now() + LATER)
        made.round(house.register)
        assert _states(house)[2] == heard.PROVED


def _tell(house: makers.Desk, root: Root, seq: int = 90) -> None:
    """The desk hears a root, however it came into the stream."""
    nobody = UUID(int=0)
    one = Change(
        seq=seq, kind=AUDIT_ROOT, record=new_id(), fields=fields_of(root), versions={},
        device=nobody, n=0, group=new_id(), officer=nobody, hlc=0,
    )  # fmt: skip
    house.register.settle([Part(stream="ref", changes=(one,), last=seq)], clock.now())


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"n": 1, "tree": bytes(32)}, "audit.root_differs"),
        ({"n": 2, "previous": bytes(32)}, "audit.root_broken"),
        ({"n": 3}, "audit.root_gone"),
        ({"n": 2, "signature": bytes(64)}, "audit.root_forged"),
        ({"n": 2, "key": b"other"}, "audit.root_forged"),
    ],
)
def test_a_root_that_does_not_follow_raises_the_alarm_once(
    books: Audited, house: makers.Desk, change: dict[str, Any], key: str
) -> None:
    first = books.books.listed()[0]
    made = replace(first, n=2, previous=first.hash)
    signer = books.books.key
    if change.get("key"):
        signer = Ed25519PrivateKey.generate()
        change = change | {"key": signer.public_key().public_bytes_raw()}
    made = replace(made, **change)
    if "signature" not in change:
        made = made.signed(signer)
    house.register.take_changes()
    _tell(house, made)
    assert "letter" in house.register.take_changes().kinds
    _tell(house, made)
    assert _alarms(house) == [key]
    letter = line.letters(house.register)[0]
    for lang in ("zh", "en"):
        assert str(made.n if key != "audit.root_gone" else 2) in told(letter, lang)
        assert "{" not in told(letter, lang)
    if key != "audit.root_differs":  # nothing of it is kept beside what was heard first
        with pytest.raises(Refused, match=r"audit\.root_unsettled"):
            proving_desk.prove(house.register.folder, house.key)
        answer = LetterAnswer(
            id=new_id(), letter=letter.id, how="seen", at=clock.now(), officer=house.leader.id
        )
        house.register.within(lambda c: line.settle_letter(c, answer))
    proving_desk.prove(house.register.folder, house.key)


def test_what_is_no_root_raises_the_alarm(books: Audited, house: makers.Desk) -> None:
    nobody = UUID(int=0)
    one = Change(
        seq=90, kind=AUDIT_ROOT, record=new_id(), fields={"n": "x"}, versions={},
        device=nobody, n=0, group=new_id(), officer=nobody, hlc=0,
    )  # fmt: skip
    house.register.settle([Part(stream="ref", changes=(one,), last=90)], clock.now())
    assert _alarms(house) == ["audit.root_forged"]


def test_a_centre_that_forgot_entries_is_noticed_by_the_desk_that_said_them(
    books: Audited, house: makers.Desk
) -> None:
    """The books at the centre may be made to agree again; the desk remembers."""
    before = house.register.last_entry - 1
    hash_ = house.register.within(lambda c: journal.hash_of(c, before))
    books.sql("UPDATE enrolled SET last_n = :n, last_hash = :h", n=before, h=hash_)
    assert books.publish(clock.now() + 2 * LATER)
    _hear_only(books, house)
    assert _alarms(house) == ["audit.entries_gone"]


def test_a_centre_that_holds_other_entries_is_noticed(books: Audited, house: makers.Desk) -> None:
    books.sql("UPDATE enrolled SET last_hash = :h", h=bytes(32))
    assert books.publish(clock.now() + 2 * LATER)
    _hear_only(books, house)
    assert _alarms(house) == ["audit.other_entries"]
    with pytest.raises(Refused, match=r"audit\.root_unsettled"):
        proving_desk.prove(house.register.folder, house.key)


def test_a_centre_that_leaves_a_desk_out_is_noticed(books: Audited, house: makers.Desk) -> None:
    station.arrive(house, "李四方")
    books.round(house.register)
    assert books.publish(clock.now() + 2 * LATER)
    books.sql("DELETE FROM root_leaf WHERE label LIKE 'device:%'")
    _hear_only(books, house)
    assert _alarms(house) == ["audit.not_covered"]


def test_a_proof_that_leads_elsewhere_is_noticed(books: Audited, house: makers.Desk) -> None:
    station.arrive(house, "李四方")
    books.round(house.register)
    assert books.publish(clock.now() + 2 * LATER)
    speaking = open_line(house.register, books.transport)
    assert speaking is not None
    with closing(speaking):
        proof = ask_proof(speaking, 2)
    assert proof is not None
    _hear_only(books, house, look=False)
    bent = replace(proof, path=(*proof.path[:-1], bytes(32)))
    house.register.look_into(2, bent, clock.now())
    assert _alarms(house) == ["audit.wrong_proof"]


def _hear_only(books: Audited, house: makers.Desk, *, look: bool = True) -> None:
    """Nothing is sent: a centre that lost entries would refuse it."""
    speaking = open_line(house.register, books.transport)
    assert speaking is not None
    from app.wire.talk import Ask, Fed

    with closing(speaking):
        cursors = {name: seq for name, (seq, _) in line.cursors(house.register).items()}
        fed = speaking.ask("/v1/feed", Ask(cursors=cursors), Fed)
        house.register.settle(fed.parts, clock.now())
        root = heard.to_prove(house.register)
        if look:
            house.register.look_into(root, ask_proof(speaking, root), clock.now())


def test_a_desk_whose_journal_was_edited_is_said_to_be_wrong(
    books: Audited, house: makers.Desk
) -> None:
    statement = text("UPDATE journal SET officer = record WHERE n = 3")
    house.register.within(lambda connection: connection.execute(statement))
    with pytest.raises(Unavailable, match=r"register\.journal_broken"):
        proving_desk.prove(house.register.folder, house.key)


def test_another_list_of_roots_is_compared(books: Audited, house: makers.Desk) -> None:
    first = books.books.listed()[0]
    other = replace(first, tree=bytes(32)).signed(books.books.key)
    assert roots_in(line_of(other)) == [other]
    with pytest.raises(Refused, match=r"audit\.root_differs"):
        proving_desk.prove(house.register.folder, house.key, [other])
    for bad in ("[]", '{"n": 1}', "x", line_of(first).replace('"tree":"', '"tree":"zz')):
        with pytest.raises(ValueError):  # noqa: PT011 - whatever it says, it is no list
            roots_in(bad)


def test_who_looked_at_whom_is_told_at_the_centre_and_at_no_desk(
    books: Audited, house: makers.Desk
) -> None:
    visit = station.arrive(house, "李四方")
    audited.open_file(house, visit.person, "寻亲核对")
    books.round(house.register)
    found = looks.looks(books.engine, person=visit.person, officer=None)
    seen = [one for one in found if one.kind == "viewing" and one.why == "寻亲核对"]
    assert [(one.station, one.login, one.about) for one in seen] == [
        (audited.CODE, house.intake.login, (visit.person,))
    ]
    mine = looks.looks(books.engine, person=None, officer=house.intake.id)
    assert seen[0] in mine
    assert looks.looks(books.engine, person=new_id(), officer=None) == []
    assert looks.looks(books.engine, person=visit.person, officer=house.auditor.id) == []
    assert not any(name.startswith("audit:") for name in line.cursors(house.register))


@pytest.mark.long
def test_a_centre_and_its_desk_are_verified_by_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, there = tmp_path / "desk", tmp_path / "centre"
    with centre(there) as url:
        act(desk, SET_UP, STAFF, {"do": "join", "url": url, "code": code_for(there)})
        person = act(desk, LOGIN, {"do": "arrive", "name": "王淼"}, SYNC)[1]["person"]
    with centre(there, "--port", url.rpartition(":")[2]):  # a root at every start, if there is news
        act(desk, CHIEF, SYNC)
        monkeypatch.setenv("GUITU_LOGIN", str(CHIEF["login"]))
        monkeypatch.setenv("GUITU_PASSWORD", str(CHIEF["password"]))
        here = guitu("audit", "verify", "--data", str(desk), "--json")
        said = msgspec.json.decode(here.stdout)
        assert (here.returncode, said["right"]) == (0, True)
        assert said["roots"] >= 1
        assert said["covers"] > 0
        for name, whose in (("heard", ("--data", str(desk))), ("made", ("--centre", str(there)))):
            out = tmp_path / f"{name}.jsonl"
            assert guitu("audit", "roots", "--out", str(out), *whose).returncode == 0
        compared = guitu(
            "audit", "verify", "--centre", str(there), "--roots", str(tmp_path / "heard.jsonl")
        )
        assert (compared.returncode, compared.stderr) == (0, "")
        who = guitu("audit", "who", "--person", person, "--centre", str(there), "--json")
        assert who.returncode == 0
        assert {msgspec.json.decode(one)["station"] for one in who.stdout.splitlines()} <= {
            "440114-01"
        }
        # Another list is not believed, and a sentence says so.
        (kept,) = roots_in((tmp_path / "made.jsonl").read_text(encoding="utf-8"))[:1]
        other = line_of(replace(kept, tree=bytes(32)))
        (tmp_path / "other.jsonl").write_text(other, encoding="utf-8")
        wrong = guitu(
            "audit", "verify", "--centre", str(there), "--roots", str(tmp_path / "other.jsonl")
        )
        assert (wrong.returncode, wrong.stderr.strip()) == (
            1, say("audit.root_differs", "zh", root=kept.n)
        )  # fmt: skip
    for words in (("who",), ("who", "--centre", str(there), "--person", "x")):
        assert guitu("audit", *words).returncode == 1
