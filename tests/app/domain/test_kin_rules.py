"""寻亲: which step may follow, what it needs, and how a pair stands."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.clue import Clue, Verdict
from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, new_id
from app.domain.inquiry import Inquiry, InquiryEntry, InquiryStep, Said, inquiries_of, traits_sought
from app.domain.inquiry_rules import must_be_a_leaders, must_open
from app.domain.inquiry_rules import must_follow as may_say
from app.domain.kin_match import (
    KinMatch,
    KinState,
    KinStep,
    Pair,
    clues_in,
    pair_id,
    pairs_of,
    plain,
    says_anew,
)
from app.domain.kin_rules import About, must_follow
from app.domain.staff import Role
from tests.makers import NOON, officer

DAY = date(2026, 11, 23)
PERSON, INQUIRY = PersonId(new_id()), new_id()
ME, LEADER = officer(Role.INTAKE), officer(Role.LEADER)
Step, State = KinStep, KinState
CHECKED = About(checked="verified")


def _one(step: KinStep, after: int = 0, **more: Any) -> KinMatch:
    usual: dict[str, Any] = {"words": "情况如此"}
    return KinMatch(
        id=new_id(), pair=pair_id(PERSON, INQUIRY), person=PERSON, station="440114-01",
        inquiry=INQUIRY, to="440115-01", step=step, officer=ME.id,
        at=NOON + timedelta(minutes=after), **(usual | more),
    )  # fmt: skip


def _pair(*steps: KinMatch) -> Pair:
    (one,) = pairs_of(replace(x, at=NOON + timedelta(minutes=n)) for n, x in enumerate(steps))
    return one


OFFERED, VERIFYING = _one(Step.OFFERED), _one(Step.VERIFYING)
YES, NO = _one(Step.WISH, how=("yes",), whom="李芳"), _one(Step.WISH, how=("no",), whom="李芳")
CONFIRMED = _one(Step.CONFIRMED, how=("dna",), second=LEADER.id)
TOLD = _one(Step.TOLD, whom="母亲")
REUNITED = _one(Step.REUNITED, how=("fetched",), whom="母亲", on=DAY)


def _refused(pair: Pair, one: KinMatch, about: About = CHECKED, by: Any = ME) -> str:
    try:
        must_follow(one, pair, about, by, DAY)
    except Refused as sorry:
        return sorry.key
    return ""


def test_the_usual_way_is_open_and_nothing_of_it_can_be_left_out() -> None:
    way = [OFFERED, VERIFYING, YES, CONFIRMED, TOLD, REUNITED]
    for n in range(1, len(way)):
        assert _refused(_pair(*way[:n]), way[n]) == "", way[n].step
    assert _pair(*way).state is State.REUNITED
    assert _refused(_pair(OFFERED), CONFIRMED) == "kin.not_now"
    assert _refused(_pair(OFFERED, VERIFYING, YES, CONFIRMED), REUNITED) == "kin.not_told"
    assert _refused(_pair(OFFERED, VERIFYING), CONFIRMED) == "kin.ask_first"


@pytest.mark.parametrize(
    ("how", "why"),
    [
        (("dna",), ""), (("police",), ""), (("video", "register"), ""),
        (("video",), "kin.needs_proof"), (("photo", "face"), "kin.needs_proof"),
        (("video", "face"), "kin.needs_proof"), (("video", "photo"), "kin.needs_proof"),
        ((), "kin.needs_proof"), (("guess", "dna"), "kin.unknown_way"),
    ],
)  # fmt: skip
def test_pictures_are_no_proof_of_kinship(how: tuple[str, ...], why: str) -> None:
    asked = _pair(OFFERED, VERIFYING, YES)
    assert _refused(asked, replace(CONFIRMED, how=how)) == why


def test_two_confirm_and_whoever_looks_was_checked() -> None:
    asked = _pair(OFFERED, VERIFYING, YES)
    assert _refused(asked, replace(CONFIRMED, second=None)) == "kin.needs_second"
    assert _refused(asked, replace(CONFIRMED, second=ME.id)) == "kin.needs_second"
    assert _refused(asked, CONFIRMED, About()) == "kin.not_checked"
    assert _refused(asked, CONFIRMED, About(checked="doubtful")) == "kin.not_checked"
    assert _refused(asked, CONFIRMED, About(checked="danger")) == "kin.danger"
    assert _refused(asked, CONFIRMED, replace(CHECKED, taken=True)) == "kin.taken"
    sure = _pair(OFFERED, VERIFYING, YES, CONFIRMED)
    assert _refused(sure, TOLD, About(checked="danger")) == "kin.danger"
    assert _refused(_pair(OFFERED), VERIFYING, About(shut=True)) == "kin.no_person"


def test_an_adult_says_it_themselves_and_for_a_child_a_leader_decides() -> None:
    candidate = _pair(OFFERED)
    best = _one(Step.WISH, how=("best_interest",))
    assert _refused(candidate, best, by=LEADER) == "kin.own_wish"
    child = replace(CHECKED, child=True)
    assert _refused(candidate, YES, child) == "kin.best_interest"
    assert _refused(candidate, best, child) == "staff.not_allowed"
    assert _refused(candidate, best, child, LEADER) == ""
    assert _refused(candidate, NO, child) == "", "a child's no is heard"
    assert _refused(candidate, replace(best, words=""), child, LEADER) == "kin.needs_words"
    unable = replace(CHECKED, unable=True)
    assert _refused(candidate, best, unable, LEADER) == ""
    assert _refused(candidate, YES, unable) == ""
    assert _refused(candidate, replace(YES, whom="")) == "kin.needs_asker"


def test_a_no_holds_over_everything_until_the_person_says_yes() -> None:
    pair = _pair(OFFERED, VERIFYING, YES, CONFIRMED, NO)
    assert pair.state is State.DECLINED
    assert _refused(pair, TOLD) == "kin.not_now"
    again = _pair(OFFERED, VERIFYING, YES, CONFIRMED, NO, YES)
    assert again.state is State.CONFIRMED


def test_what_followed_from_what_is_undone_counts_no_more() -> None:
    steps = [OFFERED, VERIFYING, YES, CONFIRMED, TOLD, REUNITED]
    undone = _one(Step.UNDONE, supersedes=CONFIRMED.id)
    pair = _pair(*steps, undone)
    assert (pair.state, pair.told, pair.reunion, pair.wanted) == (
        State.VERIFYING, None, None, True,
    )  # fmt: skip
    assert _pair(*steps, undone, replace(CONFIRMED, id=new_id())).state is State.CONFIRMED
    assert _refused(_pair(*steps), undone) == ""
    assert _refused(_pair(*steps), replace(undone, words="")) == "kin.needs_words"
    assert _refused(_pair(*steps), replace(undone, supersedes=OFFERED.id)) == "kin.not_to_undo"
    assert _refused(pair, undone) == "kin.not_to_undo"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"cost": "86.5"}, ""), ({"cost": "86,5"}, "kin.no_money"),
        ({"cost": "-1"}, "kin.no_money"), ({"cost": "999999"}, "kin.no_money"),
        ({"on": None}, "kin.needs_day"), ({"on": date(2026, 11, 24)}, "kin.not_yet"),
        ({"how": ()}, "kin.no_way"), ({"whom": ""}, "kin.needs_contact"),
    ],
)  # fmt: skip
def test_a_reunion_says_how_with_whom_when_and_for_how_much(more: Any, why: str) -> None:
    told = _pair(OFFERED, VERIFYING, YES, CONFIRMED, TOLD)
    assert _refused(told, replace(REUNITED, **more)) == why


def test_only_what_is_new_opens_a_pair_again() -> None:
    near = Clue(about="name", verdict=Verdict.NEAR, weight=3.0, key="clue.name_like",
                facts={"one": "胡", "other": "符"})  # fmt: skip
    before = _one(Step.OFFERED, clues=plain([near]), basis="a")
    assert clues_in(before) == (near,)
    same, more = replace(near, weight=3.1), replace(near, verdict=Verdict.AGREES)
    assert not says_anew(before, [more], "a"), "nothing was said"
    assert not says_anew(before, [same], "b"), "and this says nothing else"
    assert says_anew(before, [more], "b")


def _entry(step: InquiryStep, after: int = 0, **more: Any) -> InquiryEntry:
    return InquiryEntry(
        id=new_id(), station="440114-01", inquiry=INQUIRY, step=step, officer=OfficerId(ME.id),
        at=NOON + timedelta(minutes=after), **more,
    )  # fmt: skip


def _inquiry(*more: InquiryEntry) -> Inquiry:
    first = replace(
        _entry(InquiryStep.OPENED, channel="visit",
               detail={"name": "赵桂兰", "relation": "母亲", "phone": "1"}), id=INQUIRY,
    )  # fmt: skip
    (whole,) = inquiries_of([first, *more])
    return whole


def _why(one: InquiryEntry, whole: Inquiry | None = None) -> str:
    try:
        may_say(one, whole or _inquiry(), DAY)
    except Refused as sorry:
        return sorry.key
    return ""


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"result": "verified", "detail": {"how": "document"}}, ""),
        ({"result": "verified", "detail": {"how": "family_photo"}}, "inquiry.needs_proof"),
        ({"result": "verified"}, "inquiry.needs_proof"),
        ({"result": "danger"}, "inquiry.needs_words"),
        ({"result": "perhaps"}, "inquiry.no_result"),
        ({"result": "doubtful", "words": "说法前后不一", "on": date(2026, 12, 1)},
         "inquiry.not_yet"),
    ],
)  # fmt: skip
def test_whoever_looks_is_verified_by_papers_register_or_police(said: Any, why: str) -> None:
    assert _why(_entry(InquiryStep.CHECKED, 5, **said)) == why


def test_that_somebody_may_do_harm_holds_until_it_is_taken_back() -> None:
    harm = _entry(InquiryStep.CHECKED, 1, result="danger", words="被打")
    fine = _entry(InquiryStep.CHECKED, 2, result="verified", detail={"how": "police"})
    whole = _inquiry(harm, fine)
    assert whole.check
    assert whole.check.result == "danger"
    back = _entry(InquiryStep.MISTAKEN, 3, supersedes=harm.id, words="认错了人")
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        must_be_a_leaders(back, whole, ME)
    must_be_a_leaders(back, whole, LEADER)
    again = _inquiry(harm, fine, back).check
    assert again
    assert again.result == "verified"
    assert _why(replace(back, words=""), whole) == "inquiry.needs_words"
    assert _why(replace(back, supersedes=INQUIRY), whole) == "inquiry.not_to_take_back"


def test_after_its_end_nothing_more_is_said_but_what_was_wrong() -> None:
    over = _inquiry(_entry(InquiryStep.CLOSED, 1, result="found"))
    said = _entry(InquiryStep.SOUGHT, 2, about="name", value="符建国")
    assert _why(said, over) == "inquiry.over"
    assert _why(_entry(InquiryStep.CLOSED, 2, result="other"), _inquiry()) == "inquiry.needs_words"
    assert _why(_entry(InquiryStep.CONTACT, 2, whom="母亲"), over) == "inquiry.needs_contact"
    assert _why(replace(said, about="religion")) == "inquiry.unknown_field"
    assert _why(replace(said, value="长" * 301)) == "inquiry.too_long"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, ""), ({"channel": "pigeon"}, "inquiry.no_channel"),
        ({"detail": {"phone": "1"}}, "inquiry.needs_name"),
        ({"detail": {"name": "赵"}}, "inquiry.needs_reach"),
        ({"detail": {"name": "赵"}, "words": "每天来门口问"}, ""),
        ({"detail": {"name": "赵", "phone": "1", "creed": "x"}}, "inquiry.unknown_field"),
    ],
)  # fmt: skip
def test_whoever_looks_can_be_reached_again(more: Any, why: str) -> None:
    one = replace(_inquiry().first, **more)
    if not why:
        must_open(one)
        return
    with pytest.raises(Refused, match=why.replace(".", r"\.")):
        must_open(one)


def test_who_was_about_forty_eleven_years_ago_is_about_fifty_now() -> None:
    said = [
        Said(about="age", value="38-42", year=2015),
        Said(about="name", value="符建国", year=2015),
    ]
    traits = traits_sought(said, DAY)
    assert (traits.ages, traits.names) == ((49, 53), ("符建国",))
    both = [Said(about="marks", value=x, year=2026) for x in ("左前臂烫伤", "缺一指")]
    assert traits_sought(both, DAY).marks == ("左前臂烫伤", "缺一指")
