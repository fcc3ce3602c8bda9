"""Who may be erased and when, what a withdrawn consent takes along, and whose period is over."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.desk import admission, door, erasing, links
from app.desk.papers import Issuer, make
from app.domain.erasure import LIFTS, ErasureWish, Ground, Lasting
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.face import Basis, Template
from app.domain.ids import PersonId, PhotoId, TemplateId, new_id
from app.domain.person import Person
from app.domain.staff import Officer, Role
from app.domain.visit import About, Answer, Consent, LeavingKind, Visit
from app.store import erasures, keys, wishes
from app.store.ask import all_of, get
from app.store.register import open_register
from app.store.tables import journal, template
from tests import makers
from tests.makers import NOON

YEAR = timedelta(days=366)
NAME = "欧阳测试甲"


def arrive(desk: makers.Desk, name: str = NAME, at: datetime = NOON) -> Visit:
    """Somebody came."""
    arrival = replace(makers.arrival(name), arrived_at=at)
    return admission.admit(desk.register, arrival, desk.station, by=desk.intake, at=at).visit


def leave(desk: makers.Desk, visit: Visit, at: datetime = NOON) -> None:
    """And went."""
    makers.leave(desk.register, visit.id, LeavingKind.OWN_WISH, "", by=desk.intake, at=at)


def ask(
    desk: makers.Desk,
    person: PersonId,
    ground: Ground,
    at: datetime = NOON,
    reason: str = "站务会决定",
    by: Officer | None = None,
    approver: Officer | None = None,
    years: int = 10,
) -> list[ErasureWish]:
    """A leader asks, the administrator agrees."""
    return erasing.ask(
        desk.register, person, ground, reason,
        by=by or desk.leader, approver=approver or desk.administrator, at=at, years=years,
    )  # fmt: skip


@pytest.mark.parametrize("ground", list(Ground))
def test_only_some_grounds_open_a_file_that_is_still_to_be_kept(
    desk: makers.Desk, ground: Ground
) -> None:
    visit = arrive(desk)
    leave(desk, visit)
    if ground in LIFTS:
        ask(desk, visit.person, ground)
        assert get(desk.register, Person, visit.person) is None
        return
    with pytest.raises(Refused, match=r"erasure\.locked") as sorry:
        ask(desk, visit.person, ground)
    assert sorry.value.facts["until"] == "2036-11-23"
    with pytest.raises(Refused, match=r"erasure\.locked"):
        ask(desk, visit.person, ground, at=datetime(2036, 11, 22, 15, 59, tzinfo=NOON.tzinfo))
    ask(desk, visit.person, ground, at=datetime(2036, 11, 22, 16, 0, tzinfo=NOON.tzinfo))
    assert get(desk.register, Person, visit.person) is None


def test_a_station_keeps_longer_if_it_likes_and_never_shorter(desk: makers.Desk) -> None:
    visit = arrive(desk)
    leave(desk, visit)
    late = NOON + 11 * YEAR
    with pytest.raises(Refused, match=r"erasure\.locked"):
        ask(desk, visit.person, Ground.PERIOD_OVER, at=late, years=30)
    with pytest.raises(Refused, match=r"erasure\.locked"):
        ask(desk, visit.person, Ground.PERIOD_OVER, at=NOON + 9 * YEAR, years=1)
    assert ask(desk, visit.person, Ground.PERIOD_OVER, at=late)


def test_the_last_visit_counts_and_nobody_in_the_station_is_over(desk: makers.Desk) -> None:
    visit = arrive(desk)
    with pytest.raises(Refused, match=r"erasure\.still_here"):
        ask(desk, visit.person, Ground.PERIOD_OVER, at=NOON + 11 * YEAR)
    leave(desk, visit, NOON + 5 * YEAR)
    with pytest.raises(Refused, match=r"erasure\.locked"):
        ask(desk, visit.person, Ground.PERIOD_OVER, at=NOON + 11 * YEAR)
    assert Lasting(last=datetime(2024, 2, 29, 4, tzinfo=NOON.tzinfo)).until(10) == date(2034, 3, 1)
    assert Lasting().until(10) is None


@pytest.mark.parametrize(
    ("by", "approver", "key"),
    [
        (Role.INTAKE, Role.LEADER, "erasure.not_leader"),
        (Role.ADMINISTRATOR, Role.LEADER, "erasure.not_leader"),
        (Role.LEADER, Role.INTAKE, "erasure.not_approver"),
        (Role.LEADER, Role.AUDITOR, "erasure.not_approver"),
        (Role.LEADER, Role.LEADER, "erasure.one_officer"),
    ],
)
def test_a_leader_asks_and_somebody_else_with_the_right_agrees(
    desk: makers.Desk, by: Role, approver: Role, key: str
) -> None:
    visit = arrive(desk)
    who = {
        Role.INTAKE: desk.intake, Role.LEADER: desk.leader, Role.AUDITOR: desk.auditor,
        Role.ADMINISTRATOR: desk.administrator,
    }  # fmt: skip
    with pytest.raises(Refused, match=key.replace(".", r"\.")):
        ask(desk, visit.person, Ground.MISTAKE, by=who[by], approver=who[approver])
    assert get(desk.register, Person, visit.person)
    assert all_of(desk.register, ErasureWish) == []


@pytest.mark.parametrize(
    ("reason", "key"),
    [("  ", "erasure.needs_reason"), (f"{NAME}登记错了", "erasure.names_them")],
)
def test_the_reason_stays_so_it_says_why_and_not_who(
    desk: makers.Desk, reason: str, key: str
) -> None:
    visit = arrive(desk)
    with pytest.raises(Refused, match=key.replace(".", r"\.")):
        ask(desk, visit.person, Ground.MISTAKE, reason=reason)


def test_every_record_of_the_same_human_goes_and_the_journal_still_holds(
    desk: makers.Desk,
) -> None:
    one, other, stays = arrive(desk), arrive(desk, NAME + "二"), arrive(desk, "王淼")
    links.judge(
        desk.register, one.person, other.person, Sameness.SAME, "本人承认", by=desk.intake, at=NOON
    )
    made = ask(desk, other.person, Ground.ORDER)
    assert {w.person for w in made} == {one.person, other.person}
    assert [p.id for p in all_of(desk.register, Person)] == [stays.person]
    desk.register.verify_journal()
    kept = b"".join(r[0] or b"" for r in desk.register.ask(select(journal.c.payload)))
    assert NAME.encode() not in kept
    with pytest.raises(Refused, match=r"claims\.no_person"):
        ask(desk, one.person, Ground.ORDER)


def test_an_erasure_that_ended_between_wish_and_rows_is_done_at_the_next_opening(
    desk: makers.Desk,
) -> None:
    visit = arrive(desk)
    wish = ErasureWish(
        id=new_id(), person=visit.person, station=desk.station.code, ground=Ground.MISTAKE,
        reason="试", approver=desk.administrator.id, officer=desk.leader.id, at=NOON,
    )  # fmt: skip
    desk.register.write(wish, by=desk.leader.id, at=NOON)
    folder = desk.register.folder
    desk.register.close()
    again = open_register(folder, desk.key, NOON)
    assert get(again, Person, visit.person) is None
    assert [e.person for e in erasures.read(folder, desk.key)] == [visit.person]
    again.close()


def faces(
    desk: makers.Desk, visit: Visit, *bases: Basis, at: datetime = NOON
) -> dict[Basis, TemplateId]:
    """Measured on these grounds."""
    made = {
        basis: Template(
            id=TemplateId(new_id()), person=visit.person, photo=PhotoId(new_id()), engine="e",
            model_sha256="m", dim=1, metric="cosine", vector=b"FACE" * 9, quality=1.0, basis=basis,
            made_at=at,
        )
        for basis in bases
    }  # fmt: skip
    desk.register.write(*made.values(), by=desk.intake.id, at=at)
    return {basis: one.id for basis, one in made.items()}


def on_file(register: object) -> set[object]:
    """The templates that are there."""
    return {row.id for row in register.ask(select(template.c.id))}  # type: ignore[attr-defined]


def test_a_withdrawn_consent_takes_along_what_was_measured_on_it_and_nothing_else(
    desk: makers.Desk,
) -> None:
    visit, other = arrive(desk), arrive(desk, "王淼")
    mine, theirs = faces(desk, visit, *Basis), faces(desk, other, Basis.CONSENT)
    made, gone = erasing.withdraw(
        desk.register, visit.person, " 口头 ", by=desk.intake, at=NOON + timedelta(hours=1)
    )
    assert (gone, made[0].how) == (4, "口头")
    assert on_file(desk.register) == {mine[Basis.LEGAL_DUTY], theirs[Basis.CONSENT]}
    assert get(desk.register, Person, visit.person)
    payloads = [row[0] or b"" for row in desk.register.ask(select(journal.c.payload))]
    assert sum(b"FACE" in payload for payload in payloads) == 2
    desk.register.verify_journal()
    later = faces(desk, visit, Basis.CONSENT, at=NOON + timedelta(days=1))  # agreed again
    assert later[Basis.CONSENT] in on_file(desk.register)


def test_a_backup_from_before_the_withdrawal_does_not_bring_it_back(desk: makers.Desk) -> None:
    from app.store import mark

    visit = arrive(desk)
    faces(desk, visit, Basis.CONSENT)
    folder = desk.register.folder
    desk.register.close()
    files = {name: (folder / name).read_bytes() for name in ("register.db", mark.FILE)}
    again = open_register(folder, desk.key, NOON)
    erasing.withdraw(again, visit.person, "", by=desk.intake, at=NOON + timedelta(hours=1))
    again.close()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    older = open_register(folder, desk.key, NOON)
    assert on_file(older) == set()
    assert get(older, Person, visit.person)
    older.close()


def test_the_paper_says_what_was_answered_then(desk: makers.Desk) -> None:
    asked = (admission.Asked(about=About.FACE, answer=Answer.GRANTED),)
    arrival = replace(makers.arrival(NAME), asked=asked)
    visit = admission.admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON).visit
    issuer = Issuer(station=desk.station, officer=desk.intake, key=None)  # type: ignore[arg-type]
    before = make(desk.register, "notice", visit.id, issuer, at=NOON, lang="zh")
    erasing.withdraw(desk.register, visit.person, "", by=desk.intake, at=NOON)
    after = make(desk.register, "notice", visit.id, issuer, at=NOON, lang="zh")
    assert after.content == before.content
    assert [c.answer for c in all_of(desk.register, Consent)] == ["granted", "withdrawn"]


def test_the_list_of_those_whose_period_is_over_leaves_out_who_is_here_or_decided(
    desk: makers.Desk,
) -> None:
    gone, newer, here = arrive(desk), arrive(desk, "王淼"), arrive(desk, "李四")
    leave(desk, gone)
    leave(desk, newer, NOON + 5 * YEAR)
    far = replace(makers.person(), station="110101-01")
    desk.register.write(far, by=desk.intake.id, at=NOON)
    station, at = desk.station.code, NOON + 11 * YEAR

    def over(by: Officer = desk.leader, when: datetime = at) -> list[wishes.Over]:
        return erasing.period_over(desk.register, station, by=by, at=when)

    assert [one.person for one in over()] == [gone.person]
    assert over(when=NOON + 9 * YEAR) == []
    assert {o.person for o in over(when=NOON + 20 * YEAR)} == {gone.person, newer.person}
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        over(by=desk.intake)
    ask(desk, gone.person, Ground.PERIOD_OVER, at=at)
    assert over() == []
    assert get(desk.register, Person, here.person)


def test_a_password_that_somebody_else_set_agrees_to_nothing(desk: makers.Desk) -> None:
    ring = keys.with_officer(
        keys.new_ring(desk.register.device), desk.intake.id, "intake", makers.PASSWORD, desk.key
    )
    keys.write_ring(desk.register.folder, ring)
    for login, temporary in (("lifang", True), ("wangfang", False)):
        new = door.NewOfficer(
            login=login, name="李芳", role=Role.LEADER, password="battery staple 3"
        )
        door.add_officer(
            desk.register, new, by=desk.administrator, at=NOON, temporary=temporary
        )  # fmt: skip
    with pytest.raises(Refused, match=r"login\.not_own"):
        door.agrees(desk.register, "lifang", "battery staple 3")
    assert door.agrees(desk.register, "wangfang", "battery staple 3").login == "wangfang"
