"""What an entry of 寻亲记录 must say, and how a hypothesis and its verdicts stand."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, VisitId, new_id
from app.domain.person import Source
from app.domain.trace import Step, Trace, TraceEntry, trace_of
from app.domain.trace_rules import LONGEST, MOST, must_add
from tests.makers import NOON

_TODAY = NOON.date()


def _made(step: Step, **more: Any) -> TraceEntry:
    usual: dict[str, Any] = {
        "id": new_id(), "person": PersonId(new_id()), "visit": VisitId(new_id()), "step": step,
        "officer": OfficerId(new_id()), "at": NOON,
    }  # fmt: skip
    return TraceEntry(**(usual | more))


def _clue(**more: Any) -> TraceEntry:
    return _made(Step.CLUE, **({"about": "songs", "value": "川剧", "source": Source.SAID} | more))


def _idea(**more: Any) -> TraceEntry:
    return _made(Step.HYPOTHESIS, **({"value": "仪陇人", "words": "口音、铁索桥"} | more))


@pytest.mark.parametrize(
    ("one", "key"),
    [
        (_clue(about="accent"), "no_about"),
        (_clue(source=None), "no_source"),
        (_clue(value=" "), "needs_value"),
        (_clue(value="字" * (LONGEST + 1)), "too_long"),
        (_clue(on=_TODAY + timedelta(days=1)), "not_yet"),
        (_clue(detail={"colour": "red"}), "unknown_detail"),
        (_clue(sound="../../etc"), "no_sound_here"),
        (_idea(sound="0" * 64), "no_sound_here"),
        (_idea(value=""), "needs_who"),
        (_idea(words=""), "needs_why"),
        (_made(Step.REGION, words="口音"), "needs_place"),
        (_made(Step.REGION, value="四川仪陇"), "needs_why"),
        (_made(Step.INTERVIEW), "needs_words"),
        (_made(Step.CONTACT, words="已派人走访"), "needs_whom"),
        (_made(Step.CONTACT, whom="王警官"), "needs_words"),
        (_made(Step.CONTACT, whom="王警官", words="好", detail={"how": "smoke"}), "unknown_detail"),
        (_made(Step.RULED_OUT, words="不是", refers=new_id()), "no_hypothesis"),
        (_made(Step.MISTAKEN, words="记错", supersedes=new_id()), "not_to_take_back"),
    ],
)
def test_what_is_missing_is_said(one: TraceEntry, key: str) -> None:
    with pytest.raises(Refused, match=f"trace.{key}"):
        must_add(one, Trace(), _TODAY)


def test_a_sound_says_enough_by_itself() -> None:
    must_add(_clue(value="", sound="0" * 64), Trace(), _TODAY)
    must_add(_made(Step.INTERVIEW, sound="0" * 64), Trace(), _TODAY)


def test_a_hypothesis_is_tried_and_the_later_verdict_counts() -> None:
    idea, other = _idea(), _idea(value="达州人")
    known = trace_of([idea, other])
    with pytest.raises(Refused, match=r"trace\.needs_why"):
        must_add(_made(Step.RULED_OUT, refers=idea.id), known, _TODAY)
    out = _made(Step.RULED_OUT, refers=idea.id, words="派出所查无此人")
    must_add(out, known, _TODAY)
    known = trace_of([idea, other, out])
    assert [(one.idea.value, one.is_open) for one in known.tried] == [
        ("达州人", True), ("仪陇人", False),
    ]  # fmt: skip
    again = _idea(supersedes=idea.id, detail={"reason": "写错"})
    with pytest.raises(Refused, match=r"trace\.decided_already"):
        must_add(again, known, _TODAY)
    held = _made(Step.HELD, refers=idea.id, words="同村人认出", at=NOON + timedelta(hours=1))
    known = trace_of([held, idea, out])
    assert [one.verdict and one.verdict.step for one in known.tried] == [Step.HELD]
    back = _made(Step.MISTAKEN, supersedes=held.id, words="认错了", at=NOON + timedelta(hours=2))
    must_add(back, known, _TODAY)
    known = trace_of([held, idea, out, back])
    assert [one.verdict and one.verdict.step for one in known.tried] == [Step.RULED_OUT]


def test_a_correction_says_why_and_stays_of_its_kind() -> None:
    old = _clue()
    known = trace_of([old])
    for made, key in (
        (_clue(supersedes=old.id), "needs_reason"),
        (_idea(supersedes=old.id, detail={"reason": "是设想"}), "not_to_take_back"),
        (_made(Step.MISTAKEN, supersedes=old.id), "needs_reason"),
    ):
        with pytest.raises(Refused, match=f"trace.{key}"):
            must_add(made, known, _TODAY)
    new = _clue(value="灯戏", supersedes=old.id, detail={"reason": "听错"})
    must_add(new, known, _TODAY)
    known = trace_of([old, replace(new, at=NOON + timedelta(minutes=1))])
    assert [one.value for one in known.of(Step.CLUE)] == ["灯戏"]
    with pytest.raises(Refused, match=r"trace\.not_to_take_back"):
        must_add(_made(Step.MISTAKEN, supersedes=old.id, words="再来"), known, _TODAY)


def test_nobody_is_written_about_without_end() -> None:
    known = Trace(entries=(_clue(),) * MOST)
    with pytest.raises(Refused, match=r"trace\.too_many"):
        must_add(_clue(), known, _TODAY)
