"""函件: what the register knows stands in it, who may let it go, and what it closes of 今日."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from app.desk import admission, disclosure, door, letters, papers, protecting, today, views
from app.desk.letter_prefill import prefilled
from app.domain.errors import Refused
from app.domain.matter import Matter
from app.domain.outside_letter import LetterKind, LetterState, OutsideLetter, Whole
from app.domain.person import ClaimKind
from app.domain.staff import Officer, Role
from app.domain.visit import ArrivalWay, Visit
from app.store.ask import all_of
from app.store.letters import letter_of, letters_of_visit
from tests import makers
from tests.app.paper.papers import text_of
from tests.makers import NOON, TOLD_LETTER

LATER = NOON + timedelta(hours=3)
DAY = date(2026, 11, 23)
Kind = LetterKind


def _arrive(house: makers.Desk, *said: admission.Said, **more: Any) -> Visit:
    """Nobody knows who it is, and the police brought them."""
    plain: dict[str, Any] = {
        "way": ArrivalWay.POLICE, "brought_by": "示例市公安局火车站派出所", "found_at": "东广场",
        "story": "说“河边”", "items": (admission.Item(item="灰色双肩包"),),
    }  # fmt: skip
    said = (*said, *more.pop("said", ()))
    arrival = makers.arrival("", **(plain | more))
    marks = admission.Said(kind=ClaimKind.MARKS, value="右眉疤痕")
    whole = replace(arrival, said=(marks, *said))
    return admission.admit(house.register, whole, house.station, by=house.intake, at=NOON).visit


def _child(house: makers.Desk, **more: Any) -> Visit:
    return _arrive(house, admission.Said(kind=ClaimKind.AGE, value="8-10"), **more)


def _write(
    house: makers.Desk, visit: Visit, kind: Kind, by: Officer | None = None, **said: str
) -> OutsideLetter:
    known = prefilled(house.register, visit.id, kind, house.station, at=LATER, lang="zh")
    fields = TOLD_LETTER | known | said
    wanted = letters.Said(kind=kind, fields=fields)
    by = by or house.intake
    return letters.write(house.register, visit.id, wanted, house.station, by=by, at=LATER)


def _send(house: makers.Desk, made: OutsideLetter, how: str = "by_hand") -> OutsideLetter:
    return letters.send(house.register, made.letter, how, by=house.intake, at=LATER)


def _answer(house: makers.Desk, made: OutsideLetter, result: str, **more: Any) -> OutsideLetter:
    said = letters.CameBack(result=result, whom="示例分局", **more)
    return letters.answer(house.register, made.letter, said, by=house.intake, at=LATER)


def _whole(house: makers.Desk, made: OutsideLetter) -> Whole:
    found = letter_of(house.register, made.letter)
    assert found is not None
    return found


def _due(house: makers.Desk, visit: Visit, now: datetime = LATER) -> set[Matter]:
    code = house.station.code
    found = today.gathered(house.register, code, 10, by=house.leader, now=now)
    return {one.due.matter for one in found.rows if one.due.visit == visit.id}


def _no(key: str, do: Any, *args: Any, **more: Any) -> None:
    with pytest.raises(Refused) as no:
        do(*args, **more)
    assert no.value.key == key


def test_what_the_register_knows_is_not_typed_again(desk: makers.Desk) -> None:
    visit = _arrive(desk)
    known = prefilled(
        desk.register, visit.id, Kind.POLICE_HANDOVER, desk.station, at=LATER, lang="zh"
    )
    assert known["to"] == "示例市公安局火车站派出所"
    assert (known["features"], known["found_at"]) == ("右眉疤痕", "东广场")
    assert known["belongings"] == "灰色双肩包"
    asked = prefilled(desk.register, visit.id, Kind.DNA_REQUEST, desk.station, at=LATER, lang="zh")
    assert (asked["entry_on"], asked["due_on"]) == ("2026-11-23", "2026-12-02")
    first = _write(desk, visit, Kind.REPORT, clothes="灰色棉衣")
    assert first.number.startswith(f"H{desk.station.code}-20261123-")
    _send(desk, first)
    _answer(desk, first, "not_found")
    later = prefilled(desk.register, visit.id, Kind.SETTLEMENT, desk.station, at=LATER, lang="zh")
    assert f"2026-11-23 报案/协查函 {first.number}：未查到" in later["searches"]
    notice = prefilled(
        desk.register, visit.id, Kind.PUBLIC_NOTICE, desk.station, at=LATER, lang="zh"
    )
    assert notice["clothes"] == "灰色棉衣"


@pytest.mark.parametrize(
    ("kind", "said", "how", "result", "closes"),
    [
        (Kind.REPORT, {"asks": "report"}, "by_hand", "", Matter.POLICE),
        (Kind.REPORT, {"asks": "assist"}, "post", "", Matter.POLICE_ASKED),
        (Kind.DNA_REQUEST, {}, "electronic", "", Matter.BIOMETRICS),
        (Kind.PUBLIC_NOTICE, {"round": "first"}, "published", "", Matter.NOTICE),
        (Kind.PUBLIC_NOTICE, {"round": "refresh"}, "published", "", Matter.REFRESH),
        (Kind.SETTLEMENT, {}, "by_hand", "accepted", Matter.SETTLEMENT),
        (Kind.MINOR_LEAVING, {}, "by_hand", "agreed", Matter.CONSENT),
    ],
)
def test_what_went_and_what_came_back_is_the_evidence_that_closes_a_matter(
    desk: makers.Desk, kind: Kind, said: dict[str, str], how: str, result: str, closes: Matter
) -> None:
    visit = _child(desk, checks={"trafficked": "yes"})
    before = _due(desk, visit)
    assert closes in before
    made = _write(desk, visit, kind, None, **said)
    if kind is Kind.PUBLIC_NOTICE:
        letters.approve(desk.register, made.letter, by=desk.leader, at=LATER)
    sent = _send(desk, made, how)
    last = sent
    if result:
        declined = _answer(desk, made, "declined")
        assert _due(desk, visit) == before
        letters.take_back(desk.register, declined.id, "填错", by=desk.intake, at=LATER)
        last = _answer(desk, made, result)
    assert before - _due(desk, visit) == {closes}
    (step,) = today.steps(desk.register, visit.id, closes)
    assert (step.number, step.done_on) == (made.number, DAY)
    assert step.whom
    letters.take_back(desk.register, last.id, "其实没有", by=desk.intake, at=LATER)
    assert closes in _due(desk, visit)


def test_a_notice_goes_out_with_the_approval_of_a_leader_who_wrote_none_of_it(
    desk: makers.Desk,
) -> None:
    visit = _arrive(desk)
    made = _write(desk, visit, Kind.PUBLIC_NOTICE)
    _no("outside.not_approved", _send, desk, made, "published")
    approve = letters.approve
    _no("outside.not_leader", approve, desk.register, made.letter, by=desk.intake, at=LATER)
    own = _write(desk, visit, Kind.PUBLIC_NOTICE, by=desk.leader)
    _no("outside.own_approval", approve, desk.register, own.letter, by=desk.leader, at=LATER)
    agreed = approve(desk.register, made.letter, by=desk.leader, at=LATER)
    assert _whole(desk, made).state is LetterState.APPROVED
    wanted = letters.Said(
        kind=Kind.PUBLIC_NOTICE, fields=TOLD_LETTER | {"height": "170"}, corrects=made.letter
    )
    again = letters.write(desk.register, visit.id, wanted, desk.station, by=desk.intake, at=LATER)
    assert (again.letter, again.number) == (made.letter, "")
    assert _whole(desk, made).text.detail["height"] == "170"
    _no("outside.not_approved", _send, desk, made, "published")
    assert agreed.entry == made.id
    approve(desk.register, made.letter, by=desk.leader, at=LATER)
    _send(desk, made, "published")
    _no("outside.sent_already", _send, desk, made, "published")
    _no("outside.sent_already", letters.write, desk.register, visit.id, wanted, desk.station,
        by=desk.intake, at=LATER)  # fmt: skip


def test_somebody_protected_gets_no_notice_at_any_step(desk: makers.Desk) -> None:
    visit = _arrive(desk)
    made = _write(desk, visit, Kind.PUBLIC_NOTICE)
    other = replace(makers.officer(Role.LEADER, "other"))
    desk.register.write(other, by=desk.administrator.id, at=NOON)
    protecting.protect(desk.register, visit.person, "家暴", by=desk.leader, at=LATER)
    _no("outside.sealed", _write, desk, visit, Kind.PUBLIC_NOTICE, by=desk.leader)
    _no("outside.sealed", letters.approve, desk.register, made.letter, by=other, at=LATER)
    _no("outside.sealed", letters.send, desk.register, made.letter, "published", by=other, at=LATER)
    _no("outside.no_visit", _write, desk, visit, Kind.REPORT)
    _no("view.no_visit", letters.look, desk.register, visit.id, by=desk.intake, at=LATER)
    assert _write(desk, visit, Kind.REPORT, by=desk.leader).number


def test_of_a_child_that_may_have_been_trafficked_nothing_is_published_before_the_police_agree(
    desk: makers.Desk,
) -> None:
    visit = _child(desk, checks={"trafficked": "yes"})
    _no("outside.missing", _write, desk, visit, Kind.PUBLIC_NOTICE, police_agreed="")
    _no("outside.police_first", _write, desk, visit, Kind.PUBLIC_NOTICE, police_agreed="no")
    _no("outside.missing", _write, desk, visit, Kind.PUBLIC_NOTICE, found_area="")
    assert _write(desk, visit, Kind.PUBLIC_NOTICE, police_agreed="yes").number


def test_a_grown_person_has_no_guardian_and_nothing_was_found_tomorrow(desk: makers.Desk) -> None:
    grown = _arrive(desk, admission.Said(kind=ClaimKind.AGE, value="40-50"))
    _no("outside.not_minor", _write, desk, grown, Kind.MINOR_LEAVING)
    _no("outside.not_yet", _write, desk, grown, Kind.POLICE_HANDOVER, found_on="2026-11-24")


def test_an_answer_needs_a_letter_that_went_and_says_who_gave_it(desk: makers.Desk) -> None:
    made = _write(desk, _arrive(desk), Kind.REPORT)
    _no("outside.not_sent", _answer, desk, made, "filed")
    _no("outside.needs_how", _send, desk, made, "pigeon")
    sent = _send(desk, made)
    _no("outside.needs_result", _answer, desk, made, "accepted")
    _no("outside.before_sent", _answer, desk, made, "filed", on=DAY - timedelta(days=1))
    _no("outside.not_yet", _answer, desk, made, "filed", on=DAY + timedelta(days=1))
    back, register, me = letters.take_back, desk.register, desk.intake
    came = _answer(desk, made, "filed")
    _no("outside.answered_already", back, register, sent.id, "错", by=me, at=LATER)
    _no("outside.needs_words", back, register, came.id, " ", by=me, at=LATER)
    back(register, came.id, "是另一份的", by=me, at=LATER)
    _no("outside.corrected_already", back, register, came.id, "错", by=me, at=LATER)
    back(register, sent.id, "没有寄出", by=me, at=LATER)
    back(register, made.id, "不用了", by=me, at=LATER)
    assert _whole(desk, made).state is LetterState.WITHDRAWN
    _no("outside.unknown", _send, desk, made)
    assert len(all_of(register, OutsideLetter)) == 6


def test_an_answer_that_does_not_come_is_asked_for_again(desk: makers.Desk) -> None:
    visit = _arrive(desk)
    made = _write(desk, visit, Kind.REPORT)
    _send(desk, made)
    (whole,) = letters_of_visit(desk.register, visit.id)
    assert whole.answer_due == DAY + timedelta(days=7)
    assert not whole.is_late(DAY + timedelta(days=7))
    assert whole.is_late(DAY + timedelta(days=8))
    assert Matter.REPLY in _due(desk, visit)
    _answer(desk, made, "filed")
    assert Matter.REPLY not in _due(desk, visit)


def test_a_childs_notice_is_printed_without_name_and_place_and_for_nobody_protected(
    desk: makers.Desk,
) -> None:
    name = admission.Said(kind=ClaimKind.NAME, value="王小花")
    visit = _child(desk, said=(name,))
    made = _write(desk, visit, Kind.PUBLIC_NOTICE, found_at="东广场台阶", health="发热")
    key, leader = door.signer(desk.register), desk.leader

    def read(form: str) -> str:
        issuer = papers.Issuer(station=desk.station, officer=leader, key=key)
        paper = papers.make(desk.register, form, made.letter, issuer, at=LATER, lang="zh")
        return text_of(paper.pdf)

    notice, record = read("public_notice"), read("tracing_record")
    for hidden in ("王小花", "东广场台阶", "发热"):
        assert hidden not in notice
        assert hidden in record
    assert "示例市花都区" in notice
    assert "待批准" in notice
    protecting.protect(desk.register, visit.person, "家暴", by=leader, at=LATER)
    _no("outside.sealed", read, "public_notice")
    assert "王小花" in read("tracing_record")
    _no("outside.unknown", read, "settlement")


def test_the_person_reads_on_their_own_paper_what_was_written_about_them(
    desk: makers.Desk,
) -> None:
    visit = _child(desk)
    made = _write(desk, visit, Kind.MINOR_LEAVING, guardian="王大山")
    _send(desk, made)
    _answer(desk, made, "agreed")
    file = views.open_file(desk.register, visit.person, "tracing", by=desk.intake, at=LATER)
    found = disclosure.chapters(desk.register, file, 30, by=desk.intake, at=LATER, lang="zh")
    (chapter,) = [one for one in found if one.name == "letters"]
    told = "\n".join(line.text for line in chapter.lines)
    assert made.number in told
    assert "王**" in told
    assert "王大山" not in told
    assert len(chapter.lines) == 3
