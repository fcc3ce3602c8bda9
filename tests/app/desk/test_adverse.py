"""不予救助、终止救助: proposed, heard, answered by somebody else; never by the machine."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest

from app.desk import adverse, door, papers
from app.desk.admission import Said, admit
from app.desk.adverse import Proposed, known
from app.domain.adverse import (
    LONGEST,
    AdverseGround,
    AdverseProposal,
    AdverseState,
    Answered,
    EmergencyHelp,
)
from app.domain.codes import CONDITIONS
from app.domain.errors import Refused
from app.domain.ids import VisitId, new_id
from app.domain.person import ClaimKind
from app.domain.staff import Officer, Role
from app.domain.visit import LeavingKind
from app.store.adverse import adverse_of
from app.store.ask import all_of
from app.store.people import file_of, in_station
from tests import makers
from tests.app.paper.papers import text_of
from tests.makers import NOON

LATER = NOON + timedelta(hours=1)
FACTS = "本人自述身上有现金三千元，已订好今晚的旅馆，订单已看过。"


def arrived(desk: makers.Desk, *said: Said, **checks: str) -> VisitId:
    """Somebody is here."""
    whole = makers.arrival("王𬎆", checks=checks)
    whole = replace(whole, said=(*whole.said, *said))
    return admit(desk.register, whole, desk.station, by=desk.intake, at=NOON).visit.id


def filled(kind: str = "refusal", **other: Any) -> Proposed:
    """Everything that is needed."""
    usual: dict[str, Any] = {
        "kind": kind, "ground": "food_lodging", "facts": FACTS, "help": ("food",),
    }  # fmt: skip
    return Proposed(**(usual | other))


def proposed(
    desk: makers.Desk,
    visit: VisitId,
    kind: str = "refusal",
    by: Officer | None = None,
    **other: Any,
) -> AdverseProposal:
    """By the intake officer unless it is said by whom."""
    wanted = filled(kind, **other)
    return adverse.propose(desk.register, visit, wanted, by=by or desk.intake, at=NOON)


def answered(
    desk: makers.Desk,
    proposal: UUID,
    said: Answered = Answered.AGREED,
    reason: str = "",
    by: Officer | None = None,
    at: datetime = LATER,
) -> AdverseState:
    """By the leader unless it is said by whom; the state that it then has."""
    adverse.answer(desk.register, proposal, said, reason, by=by or desk.leader, at=at)
    return known(desk.register, proposal).state


def test_a_refusal_is_proposed_and_another_officer_agrees(desk: makers.Desk) -> None:
    visit = arrived(desk)
    made = proposed(desk, visit)
    assert known(desk.register, made.id).state is AdverseState.PENDING
    assert answered(desk, made.id) is AdverseState.AGREED
    (one,) = adverse_of(desk.register, [made.person])
    assert one.decided is not None
    assert (one.proposal, one.decided.officer) == (made, desk.leader.id)
    assert file_of(desk.register, made.person).adverse == (one,)


def test_who_proposes_never_agrees(desk: makers.Desk) -> None:
    made = proposed(desk, arrived(desk), by=desk.leader)
    with pytest.raises(Refused, match=r"adverse\.one_officer"):
        answered(desk, made.id)
    other = makers.officer(Role.LEADER, "other")
    assert answered(desk, made.id, by=other) is AdverseState.AGREED


def test_only_a_leader_answers(desk: makers.Desk) -> None:
    made = proposed(desk, arrived(desk))
    for role, said in product(set(Role) - {Role.LEADER}, Answered):
        with pytest.raises(Refused, match=r"adverse\.not_leader"):
            answered(desk, made.id, said, "理由", by=makers.officer(role, "somebody"))
    assert known(desk.register, made.id).state is AdverseState.PENDING


def test_help_ends_only_after_the_person_was_heard(desk: makers.Desk) -> None:
    made = proposed(desk, arrived(desk), "termination")
    with pytest.raises(Refused, match=r"adverse\.not_heard"):
        answered(desk, made.id)
    late = LATER + timedelta(minutes=1)
    adverse.hear(desk.register, made.id, "我没有地方去", by=desk.intake, at=late)
    with pytest.raises(Refused, match=r"adverse\.not_heard"):
        answered(desk, made.id, at=LATER)
    assert answered(desk, made.id, at=late) is AdverseState.AGREED
    with pytest.raises(Refused, match=r"adverse\.answered_already"):
        adverse.hear(desk.register, made.id, "还想说", by=desk.intake, at=late)


def test_who_says_nothing_does_so_before_two_witnesses(desk: makers.Desk) -> None:
    made = proposed(desk, arrived(desk), "termination")

    def hear(words: str = "", *witnesses: str, silent: bool = False, at: datetime = LATER) -> None:
        adverse.hear(
            desk.register, made.id, words, witnesses=witnesses, silent=silent,
            by=desk.intake, at=at,
        )  # fmt: skip

    with pytest.raises(Refused, match=r"adverse\.needs_words"):
        hear("  ")
    for names in ((), ("张三",), ("张三", " 张三 ", "")):
        with pytest.raises(Refused, match=r"adverse\.needs_witnesses"):
            hear("", *names, silent=True)
    with pytest.raises(Refused, match=r"adverse\.too_early"):
        hear("早说的", at=NOON - timedelta(seconds=1))
    hear("", "张三", "李四", silent=True)
    (heard,) = known(desk.register, made.id).opinions
    assert (heard.words, heard.witnesses) == ("", ("张三", "李四"))
    assert answered(desk, made.id) is AdverseState.AGREED


NOT_STATED: tuple[tuple[dict[str, Any], str], ...] = (
    ({"ground": ""}, "needs_ground"),
    ({"ground": "came_often"}, "needs_ground"),
    ({"kind": ""}, "needs_kind"),
    ({"facts": " \n"}, "needs_facts"),
    ({"facts": "字" * (LONGEST + 1)}, "too_long"),
    ({"channels": "字" * (LONGEST + 1)}, "too_long"),
    ({"help": ()}, "needs_help"),
    ({"help": ("something",)}, "needs_help"),
    ({"help": ("none", "food"), "help_words": "吃过"}, "help_or_none"),
    ({"help": ("none",), "help_words": " "}, "needs_why_none"),
    ({"corrects": UUID(int=7)}, "answered_already"),
)


def test_what_is_not_stated_is_not_proposed(desk: makers.Desk) -> None:
    visit = arrived(desk)
    for other, key in NOT_STATED:
        with pytest.raises(Refused, match=rf"adverse\.{key}"):
            proposed(desk, visit, **other)
    assert all_of(desk.register, AdverseProposal) == []


def test_the_grounds_are_the_four_conditions_and_no_other() -> None:
    assert tuple(AdverseGround) == CONDITIONS


def test_who_was_seen_ill_was_in_need_of_something(desk: makers.Desk) -> None:
    visit = arrived(desk, critical="yes")
    none: dict[str, Any] = {"help": ("none",), "help_words": "看起来没事"}
    with pytest.raises(Refused, match=r"adverse\.urgent"):
        proposed(desk, visit, **none)
    made = proposed(desk, visit, help=("medical", "food"))
    assert made.help == (EmergencyHelp.MEDICAL, EmergencyHelp.FOOD)
    with pytest.raises(Refused, match=r"adverse\.urgent"):
        proposed(desk, arrived(desk, cold="yes"), **none)  # as an emergency is saved
    assert proposed(desk, arrived(desk, critical="no"), **none).help_words == "看起来没事"


def test_no_child_is_refused(desk: makers.Desk) -> None:
    for kind, value in (
        (ClaimKind.BIRTH, "2012-01-01"),
        (ClaimKind.AGE, "16-20"),
        (ClaimKind.AGE, "9"),
    ):
        visit = arrived(desk, Said(kind=kind, value=value))
        for paper in ("refusal", "termination"):
            with pytest.raises(Refused, match=r"adverse\.minor"):
                proposed(desk, visit, paper)


def test_one_at_a_time_and_a_correction_supersedes(desk: makers.Desk) -> None:
    visit = arrived(desk)
    first = proposed(desk, visit)
    with pytest.raises(Refused, match=r"adverse\.stands_already"):
        proposed(desk, visit, "termination")
    second = proposed(desk, visit, ground="no_kin", corrects=first.id)
    assert [one.proposal for one in adverse_of(desk.register, [first.person])] == [second]
    with pytest.raises(Refused, match=r"adverse\.unknown"):
        answered(desk, first.id)
    assert answered(desk, second.id, Answered.NOT_AGREED, "亲友已不在") is AdverseState.NOT_AGREED
    with pytest.raises(Refused, match=r"adverse\.answered_already"):
        proposed(desk, visit, corrects=second.id)
    assert answered(desk, proposed(desk, visit).id) is AdverseState.AGREED
    assert len(all_of(desk.register, AdverseProposal)) == 3


def test_what_was_agreed_is_taken_back_with_a_reason(desk: makers.Desk) -> None:
    made = proposed(desk, arrived(desk))
    with pytest.raises(Refused, match=r"adverse\.not_agreed"):
        answered(desk, made.id, Answered.TAKEN_BACK, "查明没有钱")
    with pytest.raises(Refused, match=r"adverse\.too_early"):
        answered(desk, made.id, at=NOON - timedelta(days=1))
    answered(desk, made.id)
    for again in (Answered.AGREED, Answered.NOT_AGREED):
        with pytest.raises(Refused, match=r"adverse\.answered_already"):
            answered(desk, made.id, again, "再来一次")
    with pytest.raises(Refused, match=r"adverse\.needs_reason"):
        answered(desk, made.id, Answered.TAKEN_BACK, " ")
    assert answered(desk, made.id, Answered.TAKEN_BACK, "查明没有钱") is AdverseState.TAKEN_BACK
    assert proposed(desk, made.visit).visit == made.visit


def test_who_has_left_has_no_help_that_ends(desk: makers.Desk) -> None:
    visit = arrived(desk)
    makers.leave(desk.register, visit, LeavingKind.OWN_WISH, "", by=desk.intake, at=NOON)
    with pytest.raises(Refused, match=r"adverse\.left_already"):
        proposed(desk, visit, "termination")
    assert proposed(desk, visit).visit == visit


def test_it_is_handed_over_once_agreed_and_a_refusal_to_sign_is_witnessed(
    desk: makers.Desk,
) -> None:
    made = proposed(desk, arrived(desk))

    def receive(how: str, *witnesses: str) -> None:
        adverse.receive(
            desk.register, made.id, how, witnesses=witnesses, by=desk.intake, at=LATER
        )  # fmt: skip

    with pytest.raises(Refused, match=r"adverse\.not_agreed"):
        receive("signed")
    answered(desk, made.id)
    with pytest.raises(Refused, match=r"adverse\.needs_how"):
        receive("")
    with pytest.raises(Refused, match=r"adverse\.needs_witnesses"):
        receive("witnessed", "张三")
    receive("witnessed", "张三", "李四")
    (receipt,) = known(desk.register, made.id).receipts
    assert receipt.witnesses == ("张三", "李四")


def test_of_two_desks_that_answered_otherwise_help_goes_on(desk: makers.Desk) -> None:
    made = proposed(desk, arrived(desk))
    answered(desk, made.id)
    yes = known(desk.register, made.id).answers[0]
    no = replace(yes, id=new_id(), answer=Answered.NOT_AGREED, reason="有困难")
    desk.register.write(no, by=desk.leader.id, at=LATER)
    assert known(desk.register, made.id).state is AdverseState.NOT_AGREED


def test_only_who_registers_proposes_and_only_of_a_visit_that_is_there(desk: makers.Desk) -> None:
    visit = arrived(desk)
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        proposed(desk, visit, by=desk.auditor)
    with pytest.raises(Refused, match=r"paper\.no_subject"):
        proposed(desk, VisitId(new_id()))


def _paper(desk: makers.Desk, form: str, proposal: UUID) -> str:
    key = door.signer(desk.register)
    issuer = papers.Issuer(station=desk.station, officer=desk.intake, key=key)
    made = papers.make(desk.register, form, proposal, issuer, at=LATER, lang="zh")
    return text_of(made.pdf)


def test_no_notice_is_printed_before_a_leader_agreed(desk: makers.Desk) -> None:
    made = proposed(desk, arrived(desk))
    with pytest.raises(Refused, match=r"adverse\.not_agreed"):
        _paper(desk, papers.REFUSAL, made.id)
    answered(desk, made.id)
    text = _paper(desk, papers.REFUSAL, made.id)
    for wanted in ("王𬎆", "■自身有能力解决食宿", "已订好今晚的旅馆", "■饮食", "12345"):
        assert wanted in text
    for officer in (desk.intake, desk.leader):
        assert officer.name in text
    with pytest.raises(Refused, match=r"adverse\.unknown"):
        _paper(desk, papers.TERMINATION, made.id)
    no = replace(known(desk.register, made.id).answers[0], id=new_id(), answer=Answered.NOT_AGREED)
    desk.register.write(no, by=desk.leader.id, at=LATER)
    with pytest.raises(Refused, match=r"adverse\.not_agreed"):
        _paper(desk, papers.REFUSAL, made.id)


def test_the_notice_that_ends_help_says_what_was_heard_and_one_taken_back_is_void(
    desk: makers.Desk,
) -> None:
    made = proposed(desk, arrived(desk), "termination")
    adverse.hear(desk.register, made.id, "我没有地方去", by=desk.intake, at=LATER)
    answered(desk, made.id)
    text = _paper(desk, papers.TERMINATION, made.id)
    assert "我没有地方去" in text
    assert "作废" not in text
    answered(desk, made.id, Answered.TAKEN_BACK, "查明没有钱")
    assert "作废" in _paper(desk, papers.TERMINATION, made.id)


def test_the_list_shows_the_leader_what_waits(desk: makers.Desk) -> None:
    made = proposed(desk, arrived(desk))

    def noted() -> AdverseState | None:
        (row,) = in_station(desk.register)
        return row.adverse.state if row.adverse else None

    assert noted() is AdverseState.PENDING
    answered(desk, made.id, Answered.NOT_AGREED, "亲友已不在")
    assert noted() is None
