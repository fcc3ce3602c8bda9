"""转接: the rules that need no register."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, VisitId, new_id
from app.domain.leaving import Leaver
from app.domain.transfer import (
    Checked,
    Found,
    Item,
    ItemKind,
    ShownStep,
    StepKind,
    Transfer,
    doubts,
    must_prepare,
    writers_of,
)
from app.domain.transfer_items import read_items, written
from app.domain.transfer_state import (
    Clash,
    State,
    clashes,
    kept_until,
    must_follow,
    shows_file,
    state_of,
)
from app.domain.visit import LeavingKind
from tests.makers import NOON

DETAIL = {
    "receiver": "示例县站", "receiver_contact": "李某", "escorts": "陈静、李芳",
    "woman_escort": "yes", "condition": "平稳",
}  # fmt: skip
WOMAN = Leaver(arrived_at=NOON, years=30, woman=True)


def made(**more: object) -> Transfer:
    """A file that is whole."""
    usual: dict[str, object] = {
        "id": new_id(), "person": PersonId(new_id()), "visit": VisitId(new_id()),
        "station": "440114-01", "to": "440115-01", "body": "示例县站", "why": "家在当地",
        "kind": LeavingKind.TRANSFERRED, "destination": "示例县", "depart_at": NOON,
        "arrive_at": NOON + timedelta(hours=3), "detail": DETAIL, "at": NOON,
        "officer": OfficerId(new_id()),
    }  # fmt: skip
    return Transfer(**(usual | more))  # type: ignore[arg-type]


def step(kind: StepKind, minute: int, *knew: ShownStep, **more: object) -> ShownStep:
    """A step so many minutes after noon."""
    at = NOON + timedelta(minutes=minute)
    return ShownStep(
        id=new_id(), station="", kind=kind, at=at, happened_at=at,
        knew=tuple(one.id for one in knew), **more,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"to": "999999-99"}, "transfer.no_station"),
        ({"to": "440114-01"}, "transfer.no_station"),
        ({"kind": LeavingKind.HOSPITAL}, "transfer.kind"),
        ({"why": " "}, "transfer.missing"),
        ({"depart_at": NOON - timedelta(days=2)}, "transfer.long_gone"),
        ({"arrive_at": NOON}, "transfer.arrives_before"),
        ({"detail": {**DETAIL, "escorts": ""}}, "leaving.missing"),
        ({"detail": {**DETAIL, "health": "长" * 501}}, "leaving.too_long"),
        ({"items": (Item(kind=ItemKind.PAPER, words="x"),) * 201}, "transfer.too_many"),
        ({"items": (Item(kind=ItemKind.PAPER, words=" "),)}, "transfer.item"),
    ],
)
def test_a_file_that_is_not_whole_is_not_prepared(more: dict[str, object], key: str) -> None:
    with pytest.raises(Refused) as sorry:
        must_prepare(made(**more), Leaver(arrived_at=NOON), frozenset({"440115-01"}))
    assert sorry.value.key == key


def test_what_is_warned_of_is_in_nobodys_way() -> None:
    alone = made(detail={**DETAIL, "woman_escort": "no", "escorts": "陈静", "risks": "会走失"})
    must_prepare(alone, WOMAN, frozenset({"440115-01"}))
    assert doubts(alone, WOMAN) == ("no_woman", "one_escort")
    assert doubts(made(), WOMAN) == ()
    assert doubts(replace(alone, detail=DETAIL), replace(WOMAN, years=9)) == ()


def test_who_may_write_what() -> None:
    here, there = "440114-01", "440115-01"
    assert writers_of(StepKind.SET_OUT, here, there) == {here}
    assert writers_of(StepKind.ARRIVED, here, there) == {there}
    assert writers_of(StepKind.SETTLED, here, there) == {here, there}
    assert writers_of(StepKind.ARRIVED, here, "") == {here}, "for who has only the paper"


def test_the_state_is_the_same_in_whatever_order_the_steps_come() -> None:
    sent, yes = step(StepKind.SENT, 1), step(StepKind.ACCEPTED, 2)
    out, came, back = (
        step(StepKind.SET_OUT, 3),
        step(StepKind.ARRIVED, 4),
        step(StepKind.REVOKED, 5),
    )
    for some, state in (
        ((), State.PREPARED), ((sent,), State.SENT), ((sent, yes), State.ACCEPTED),
        ((sent, yes, out), State.ON_WAY), ((sent, yes, back), State.REVOKED),
        ((sent, out, back, came), State.ARRIVED),
    ):  # fmt: skip
        assert {state_of(order) for order in permutations(some)} == {state}


def test_what_knew_of_each_other_does_not_clash_and_a_person_settles_the_rest() -> None:
    sent = step(StepKind.SENT, 1)
    yes = step(StepKind.ACCEPTED, 2, sent)
    assert clashes([sent, yes, step(StepKind.REVOKED, 3, sent, yes)]) == []
    blind = step(StepKind.REVOKED, 3, sent)
    assert [x.clash for x in clashes([sent, yes, blind])] == [Clash.REVOKED_ACCEPTED]
    half = step(StepKind.SETTLED, 4, yes)
    assert [x.clash for x in clashes([sent, yes, blind, half])] == [Clash.REVOKED_ACCEPTED]
    assert clashes([sent, yes, blind, step(StepKind.SETTLED, 5, yes, blind)]) == []
    twice = [step(StepKind.ARRIVED, 4, sent), step(StepKind.ARRIVED, 5, sent)]
    assert [x.clash for x in clashes([sent, *twice])] == [Clash.TWO_ARRIVALS]


@pytest.mark.parametrize(
    ("kind", "facts", "key"),
    [
        (StepKind.ACCEPTED, {}, "transfer.wrong_order"),
        (StepKind.CHECKED, {}, "transfer.wrong_order"),
        (StepKind.SETTLED, {"words": "x"}, "transfer.wrong_order"),
        (StepKind.REVOKED, {"words": " "}, "transfer.needs_words"),
        (StepKind.REVOKED, {"words": "长" * 501}, "transfer.too_long"),
        (StepKind.SET_OUT, {"phoned": {"who": "周"}}, "transfer.needs_phone"),
        (StepKind.ARRIVED, {"checks": (1,)}, "transfer.not_all_checked"),
        (StepKind.ARRIVED, {"checks": (1, 1)}, "transfer.not_all_checked"),
        (StepKind.ARRIVED, {"checks": (1, 3)}, "transfer.not_all_checked"),
    ],
)
def test_a_step_that_cannot_be_is_refused(
    kind: StepKind, facts: dict[str, object], key: str
) -> None:
    numbers: tuple[int, ...] = facts.get("checks", ())  # type: ignore[assignment]
    checks = tuple(Checked(item=n, found=Found.THERE) for n in numbers)
    taken = step(kind, 9, checks=checks)
    words, phoned = str(facts.get("words", "")), facts.get("phoned", {})
    with pytest.raises(Refused) as sorry:
        must_follow([], taken, words, phoned, 2)  # type: ignore[arg-type]
    assert sorry.value.key == key


def test_what_differs_says_how_and_nothing_is_dated_ahead() -> None:
    odd = Checked(item=1, found=Found.DIFFERS)
    with pytest.raises(Refused, match="differs_how"):
        must_follow([], step(StepKind.ARRIVED, 1, checks=(odd,)), "", {}, 1)
    must_follow([], step(StepKind.ARRIVED, 1, checks=(replace(odd, words="旧"),)), "", {}, 1)
    ahead = replace(step(StepKind.ARRIVED, 1), happened_at=NOON + timedelta(hours=1))
    with pytest.raises(Refused, match="not_yet"):
        must_follow([], ahead, "", {}, None)


def test_how_long_the_receiving_station_has_the_file() -> None:
    sent, no = step(StepKind.SENT, 1), step(StepKind.REJECTED, 2)
    assert (shows_file([]), shows_file([sent]), shows_file([sent, no])) == (False, True, False)
    came, arrive = step(StepKind.ARRIVED, 9), NOON + timedelta(hours=1)
    assert kept_until([sent], arrive) == arrive + timedelta(days=30)
    assert kept_until([sent, came], arrive) == came.at + timedelta(days=3)


def test_the_list_is_typed_a_thing_a_line() -> None:
    text = "手机 黑色\n\n药品：奥氮平 5 mg 每晚 1 片\n材料: 户口簿\n电话：13800000000"
    items = read_items(text)
    assert [one.kind for one in items] == ["belonging", "medicine", "paper", "belonging"]
    assert items[1].words == "奥氮平 5 mg 每晚 1 片"
    assert items[3].words == "电话：13800000000", "no word that is known"
    names = {ItemKind.MEDICINE: "药品", ItemKind.PAPER: "材料"}
    assert read_items(written(items, names)) == items
