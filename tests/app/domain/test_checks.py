"""甄别 and 入站审批 as plain rules: evidence, one proposal at a time, two people, two answers."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.domain.checks import (
    ConditionAnswer,
    Met,
    OutsideQuery,
    QueryOutcome,
    QuerySource,
    checklist,
    must_be_asked,
    must_be_evident,
    must_correct,
)
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.ids import OfficerId, PersonId, VisitId, new_id
from app.domain.person import Source
from app.domain.staff import Officer, Role
from app.domain.stay_approval import (
    Approval,
    Special,
    StayAnswer,
    StayAnswered,
    StayProposal,
    StayService,
    StayState,
    must_answer,
    must_answer_apart,
    must_be_free,
    must_propose,
)
from tests.makers import NOON

ME, LEADER = (OfficerId(new_id()) for _ in range(2))
WHOSE: dict[str, Any] = {"person": PersonId(new_id()), "visit": VisitId(new_id())}
MADE = StayProposal(
    id=new_id(), facts="从火车站来", special=(Special.NONE,), services=(StayService.MEALS,),
    officer=ME, at=NOON, **WHOSE,
)  # fmt: skip
TICK = ConditionAnswer(
    id=new_id(), condition="no_kin", answer=Met.NO, words="哥哥在本市", source=Source.KIN,
    seen_at=NOON, officer=ME, at=NOON, **WHOSE,
)  # fmt: skip
ASKED = OutsideQuery(
    id=new_id(), source=QuerySource.POLICE, purpose="核实身份", asked="姓名", asked_at=NOON,
    asked_by=ME, outcome=QueryOutcome.WAITING, officer=ME, at=NOON, **WHOSE,
)  # fmt: skip


def officer(id_: OfficerId = LEADER, role: Role = Role.LEADER) -> Officer:
    return Officer(id=id_, login="x", name="王芳", role=role, created_at=NOON)


def said(answer: StayAnswered, reason: str = "理由", **more: Any) -> StayAnswer:
    usual = StayAnswer(
        id=new_id(), proposal=MADE.id, answer=answer, reason=reason, officer=LEADER, at=NOON,
        **WHOSE,
    )  # fmt: skip
    return replace(usual, **more)


def key(rule: Any, *facts: Any) -> str:
    with pytest.raises(Refused) as caught:
        rule(*facts)
    return caught.value.key


def test_yes_and_no_have_evidence_and_only_not_known_has_none() -> None:
    must_be_evident(TICK)
    must_be_evident(replace(TICK, answer=Met.UNCLEAR, words="", source=None))
    wrong: dict[str, dict[str, Any]] = {
        "checks.needs_evidence": {"words": " "},
        "checks.needs_source": {"source": None},
        "checks.not_yet": {"seen_at": NOON + timedelta(hours=1)},
        "checks.too_long": {"words": "长" * 2001},
        "checks.no_condition": {"condition": "没有这一项" * 9},
    }
    for wanted, change in wrong.items():
        assert key(must_be_evident, replace(TICK, **change)) == wanted


def test_what_was_asked_outside_says_why_and_nobody_decides_on_nobody() -> None:
    must_be_asked(ASKED)
    wrong: dict[str, dict[str, Any]] = {
        "checks.needs_purpose": {"purpose": ""},
        "checks.needs_question": {"asked": " "},
        "checks.needs_result": {"outcome": QueryOutcome.FOUND},
        "checks.no_candidates": {"decision": Sameness.SAME},
        "checks.not_yet": {"asked_at": NOON + timedelta(days=1)},
        "checks.too_long": {"notes": "长" * 2001},
    }
    for wanted, change in wrong.items():
        assert key(must_be_asked, replace(ASKED, **change)) == wanted


def test_a_correction_counts_and_two_desks_that_differ_are_said_to() -> None:
    later = replace(TICK, id=new_id(), answer=Met.YES, supersedes=TICK.id, at=NOON)
    apart = replace(TICK, id=new_id(), answer=Met.UNCLEAR, at=NOON + timedelta(minutes=1))
    found = {one.code: one for one in checklist(["本地户籍"], {"street": "yes"}, [TICK, later])}
    assert list(found) == ["food_lodging", "no_kin", "no_welfare", "street", "本地户籍"]
    assert [found[code].said for code in found] == ["", "yes", "", "yes", ""]
    both = next(x for x in checklist([], {}, [TICK, later, apart]) if x.code == "no_kin")
    assert both.differs
    assert both.said == "unclear"
    assert key(must_correct, replace(later, id=new_id()), [TICK, later]) == (
        "checks.corrected_already"
    )


def test_a_proposal_says_what_it_must_and_stands_alone() -> None:
    must_propose(MADE)
    wrong: dict[str, dict[str, Any]] = {
        "stay.needs_facts": {"facts": " "},
        "stay.needs_special": {"special": ()},
        "stay.special_or_none": {"special": (Special.NONE, Special.MINOR)},
        "stay.needs_special_words": {"special": (Special.OTHER,)},
        "stay.needs_services": {"services": ()},
        "stay.needs_service_words": {"services": (StayService.OTHER,)},
        "checks.too_long": {"opinion": "长" * 2001},
    }
    for wanted, change in wrong.items():
        assert key(must_propose, replace(MADE, **change)) == wanted
    here, anew = Approval(proposal=MADE), replace(MADE, id=new_id(), supersedes=MADE.id)
    must_be_free(anew, [here])
    assert key(must_be_free, replace(MADE, id=new_id()), [here]) == "stay.stands_already"
    gone = [replace(here, gone=True), Approval(proposal=anew)]
    assert key(must_be_free, replace(anew, id=new_id()), gone) == "stay.written_anew"


def test_a_leader_who_did_not_propose_it_answers_once_with_a_reason() -> None:
    here, agreed = Approval(proposal=MADE), said(StayAnswered.AGREED, "")
    must_answer(agreed, here, officer())
    no = said(StayAnswered.NOT_AGREED, " ")
    early = replace(agreed, at=NOON - timedelta(hours=1))
    assert key(must_answer, agreed, here, officer(role=Role.INTAKE)) == "stay.not_leader"
    assert key(must_answer, agreed, here, officer(ME)) == "stay.one_officer"
    assert key(must_answer, no, here, officer()) == "stay.needs_reason"
    assert key(must_answer, early, here, officer()) == "stay.too_early"
    assert key(must_answer, agreed, replace(here, gone=True), officer()) == "stay.written_anew"
    answered = replace(here, answers=(said(StayAnswered.SENT_BACK),))
    assert key(must_answer, agreed, answered, officer()) == "stay.answered_already"


@pytest.mark.parametrize("first", list(StayAnswered))
@pytest.mark.parametrize("second", list(StayAnswered))
def test_of_two_leaders_apart_what_speaks_for_the_person_counts_in_either_order(
    first: StayAnswered, second: StayAnswered
) -> None:
    def heard(order: tuple[StayAnswered, ...]) -> Approval:
        found = Approval(proposal=MADE)
        for one in map(said, order):
            try:
                must_answer_apart(one, found, officer())
            except Refused:
                continue
            found = replace(found, answers=(*found.answers, one))
        return found

    one, other = heard((first, second)), heard((second, first))
    assert one.state == other.state
    if StayAnswered.AGREED in (first, second):
        assert one.state is StayState.AGREED
    assert one.waits == (one.state is StayState.SENT_BACK)
