"""整卷打印: which papers there are, of whom, and in what order they leave the printer."""

from datetime import timedelta
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.desk import (
    admission,
    bundle,
    checks,
    letters,
    papers,
    protecting,
    stay_approval,
    transfers,
)
from app.desk.bundle import Scope, leaves
from app.desk.reopening import take_back
from app.desk.visit_papers import papers_of
from app.domain.errors import Refused
from app.domain.outside_letter import LetterKind
from app.domain.staff import Officer
from app.domain.transfer import Item, ItemKind, StepKind
from app.domain.visit import LeavingKind, Visit
from tests import makers
from tests.handed import DETAIL
from tests.makers import NOON

LATER = NOON + timedelta(hours=3)
DAY = timedelta(days=1)


def _here(desk: makers.Desk, name: str = "王𬎆") -> Visit:
    arrival = makers.arrival(name)
    return admission.admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON).visit


def _leaves(
    desk: makers.Desk, scope: Scope, by: Officer | None = None, visit: Visit | None = None
) -> tuple[bundle.Leaf, ...]:
    one = visit.id if visit else None
    return leaves(desk.register, scope, one, by=by or desk.intake, at=LATER, lang="zh")


def test_of_somebody_sealed_nothing_is_offered_without_the_right(desk: makers.Desk) -> None:
    sealed, plain = _here(desk), _here(desk, "王淼")
    protecting.protect(desk.register, sealed.person, "家暴", by=desk.leader, at=NOON)
    assert {one.visit for one in _leaves(desk, Scope.HERE)} == {plain.id}
    assert {one.visit for one in _leaves(desk, Scope.HERE, desk.leader)} == {sealed.id, plain.id}
    with pytest.raises(Refused, match=r"paper\.no_subject"):
        _leaves(desk, Scope.VISIT, visit=sealed)


def test_a_leaving_that_was_taken_back_is_no_leaving(desk: makers.Desk) -> None:
    visit = _here(desk)
    kind = LeavingKind.OWN_WISH
    gone = makers.leave(desk.register, visit.id, kind, "示例地", by=desk.intake, at=LATER)
    forms = [one.form for one in _leaves(desk, Scope.LEFT_TODAY)]
    assert forms == [papers.REGISTRATION, papers.NOTICE, papers.STAY, "own_leaving"]
    tomorrow = leaves(
        desk.register, Scope.LEFT_TODAY, None, by=desk.intake, at=LATER + DAY, lang="zh"
    )
    assert tomorrow == ()
    take_back(desk.register, gone.id, "记错了人", by=desk.intake, at=LATER)
    assert _leaves(desk, Scope.LEFT_TODAY) == ()
    assert len(_leaves(desk, Scope.HERE)) == 2


def test_whoever_asks_no_further_stops_and_what_is_out_is_due_no_more(desk: makers.Desk) -> None:
    visit = _here(desk)
    issuer = papers.Issuer(
        station=desk.station, officer=desk.intake, key=Ed25519PrivateKey.generate()
    )
    sent: list[str] = []

    def send(_pdf: bytes, title: str) -> str:
        sent.append(title)
        return title

    wanted = _leaves(desk, Scope.VISIT, visit=visit)
    going = bundle.out(desk.register, wanted, issuer, send, at=LATER, lang="zh")
    next(going)
    going.close()
    assert len(sent) == 1
    left = [one for one in _leaves(desk, Scope.VISIT, visit=visit) if one.due]
    assert [one.form for one in left] == [papers.NOTICE]
    assert [one.called for one in wanted] == ["求助登记表", "入站告知书"]


def _forms(desk: makers.Desk, visit: Visit, by: Officer | None = None) -> list[str]:
    return [one.form for one in _leaves(desk, Scope.VISIT, by, visit)]


def _printed(desk: makers.Desk, visit: Visit) -> list[str]:
    """Every paper that is offered can be made."""
    issuer = papers.Issuer(
        station=desk.station, officer=desk.leader, key=Ed25519PrivateKey.generate()
    )
    wanted = _leaves(desk, Scope.VISIT, desk.leader, visit)
    going = bundle.out(desk.register, wanted, issuer, lambda _, title: title, at=LATER, lang="zh")
    return [one.form for one in going]


def test_how_it_was_found_out_is_there_once_somebody_said_something(desk: makers.Desk) -> None:
    visit = _here(desk)
    said = checks.Ticked(
        condition="no_kin", answer="no", words="哥哥在本市", source="kin", told_by="王大山"
    )
    checks.tick(desk.register, visit.id, said, by=desk.intake, at=LATER)
    assert _forms(desk, visit) == [papers.REGISTRATION, papers.NOTICE, papers.QUERIES]
    wanted = stay_approval.Wanted(facts="两天没吃饭", special=("none",), services=("meals",))
    stay_approval.propose(desk.register, visit.id, wanted, by=desk.intake, at=LATER)
    assert _printed(desk, visit)[2:] == [papers.QUERIES, papers.APPROVAL]


def _letter(desk: makers.Desk, visit: Visit, kind: LetterKind) -> UUID:
    wanted = letters.Said(kind=kind, fields=makers.TOLD_LETTER)
    made = letters.write(desk.register, visit.id, wanted, desk.station, by=desk.intake, at=LATER)
    return made.letter


def test_letters_are_there_as_long_as_they_stand_and_a_notice_once_agreed(
    desk: makers.Desk,
) -> None:
    visit = _here(desk, "")
    report = _letter(desk, visit, LetterKind.REPORT)
    notice = _letter(desk, visit, LetterKind.PUBLIC_NOTICE)
    assert _forms(desk, visit)[2:] == ["police_report", "tracing_record"]
    letters.take_back(desk.register, report, "写错了人", by=desk.intake, at=LATER)
    letters.approve(desk.register, notice, by=desk.leader, at=LATER)
    assert _printed(desk, visit)[2:] == ["public_notice", "tracing_record"]
    protecting.protect(desk.register, visit.person, "家暴", by=desk.leader, at=LATER)
    assert _printed(desk, visit)[2:] == ["tracing_record"]
    archived = [form for form, _ in papers_of(desk.register, visit, desk.leader)]
    assert archived == [papers.REGISTRATION, papers.NOTICE, papers.STAY, "tracing_record"]


def test_a_transfer_has_its_own_papers_in_the_place_of_those_of_the_leaving(
    desk: makers.Desk,
) -> None:
    visit = _here(desk)
    wanted = transfers.Wanted(
        to="", body="示例县救助管理站", why="家在当地", destination="示例县",
        items=(Item(kind=ItemKind.BELONGING, words="手机 黑色"),),
        depart_at=LATER + timedelta(hours=1), arrive_at=LATER + timedelta(hours=5),
        detail=DETAIL | {"province": "other"},
    )  # fmt: skip
    made = transfers.prepare(desk.register, visit.id, wanted, by=desk.intake, at=LATER)
    assert _printed(desk, visit)[2:] == ["transfer", "transfer_letter"]
    for kind in (StepKind.SENT, StepKind.ACCEPTED, StepKind.SET_OUT):
        step = transfers.Said(kind=kind, words="情况如此", second=desk.leader.id)
        transfers.take_step(desk.register, made.id, step, by=desk.intake, at=LATER)
    assert _printed(desk, visit)[2:] == [papers.STAY, "transfer", "transfer_letter"]
