"""回访: what a leaving and a reunion open, the list, the slip that comes back, who came again."""

from datetime import timedelta
from typing import Any

import pytest

from app.desk import followups, letters, links, protecting, reopening, slips
from app.desk.followups import Row
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.followup import Rules, Stand, Why
from app.domain.ids import VisitId
from app.domain.matter import Matter, still_open
from app.domain.outside_letter import LetterState
from app.domain.visit import LeavingKind, Visit
from app.store.letters import letter_of
from app.store.papers import standing_leaving
from app.store.today import steps_of
from tests import makers
from tests.followed import DAY, code, gone, leave, noted, written
from tests.makers import NOON
from tests.ui import station

Kind = LeavingKind
LATER = NOON + 20 * DAY


def _rows(house: makers.Desk, now: Any = LATER) -> list[Row]:
    return list(followups.listed(house.register, by=house.intake, now=now).rows)


def _open(house: makers.Desk, visit: Visit) -> dict[Matter, Any]:
    steps = steps_of(house.register, [visit.id]).get(visit.id, [])
    return {one.matter: one.until for one in still_open(steps)}


def _no(key: str, do: Any, *args: Any, **more: Any) -> Refused:
    with pytest.raises(Refused) as no:
        do(*args, **more)
    assert no.value.key == key
    return no.value


def _same(house: makers.Desk, *people: Any) -> None:
    one, *others = people
    for other in others:
        links.judge(house.register, one, other, Sameness.SAME, "本人承认", by=house.leader, at=NOON)


def test_a_leaving_opens_what_the_rules_ask_and_the_list_says_why(desk: makers.Desk) -> None:
    left = NOON.date()
    child, home = gone(desk, NOON, "小明", Kind.ESCORTED, age="12"), gone(desk, NOON)
    wish = gone(desk, NOON, "李四", Kind.OWN_WISH)
    before = [gone(desk, NOON - back * DAY, "陈五", Kind.OWN_WISH) for back in (200, 100)]
    often = station.arrive(desk, "陈五", NOON)
    _same(desk, often.person, *(one.person for one in before))
    leave(desk, often, NOON + DAY, Kind.OWN_WISH)
    assert _open(desk, child) == {Matter.FOLLOW_UP: left + 30 * DAY}
    assert _open(desk, home) == {Matter.FOLLOW_UP: left + 30 * DAY}
    assert _open(desk, wish) == {}
    assert _open(desk, often) == {Matter.WANDERER: left + DAY + timedelta(days=182)}
    found = {row.one.visit: row.one.why for row in _rows(desk)}
    assert found == {child.id: Why.MINOR, home.id: Why.REUNITED, often.id: Why.WANDERER}


def test_a_station_asks_after_vouchers_by_its_own_rule_and_counts_from_the_last_leaving(
    desk: makers.Desk,
) -> None:
    visit = station.arrive(desk, at=NOON)
    station.voucher(desk, visit)
    leave(desk, visit, NOON + DAY, Kind.VOUCHER, "", Rules(voucher=14))
    assert _open(desk, visit) == {Matter.FOLLOW_UP: NOON.date() + 15 * DAY}
    (row,) = _rows(desk)
    assert (row.one.why, row.one.is_late(LATER.date())) == (Why.VOUCHER, True)
    first = standing_leaving(desk.register, VisitId(visit.id))
    assert first
    reopening.take_back(desk.register, first.id, "没有走", by=desk.intake, at=NOON + 2 * DAY)
    assert _rows(desk) == []
    leave(desk, visit, NOON + 3 * DAY, Kind.FETCHED)
    assert _open(desk, visit) == {Matter.FOLLOW_UP: NOON.date() + 33 * DAY}


def test_who_is_registered_elsewhere_has_two_offices_in_the_letter(desk: makers.Desk) -> None:
    visit = gone(desk, NOON, to="广东省东莞市", age="40")
    (row,) = _rows(desk)
    assert [one.short for one in row.offices] == ["东莞市民政局", "仪陇县民政局"]
    text = written(desk, visit, LATER)
    assert "东莞市民政局" in text.to
    assert "仪陇县民政局" in text.to
    assert text.detail["visit_for"] == "other"
    assert "由本站办理离站" in text.detail["situation"]
    anew = written(desk, visit, LATER, to="仪陇县石盘镇民政办")
    assert (anew.letter, anew.to) == (text.letter, "仪陇县石盘镇民政办")


@pytest.mark.parametrize(
    ("result", "words", "opens"),
    [
        ("settled", "", {}),
        ("needs_help", "没有低保", {Matter.OTHER: LATER.date() + 7 * DAY}),
        ("away", "去了成都", {Matter.WANDERER: LATER.date() + timedelta(days=182)}),
        ("not_reached", "", {Matter.FOLLOW_UP: LATER.date() + 30 * DAY}),
    ],
)
def test_a_slip_closes_the_follow_up_and_what_it_says_opens_the_next(
    desk: makers.Desk, result: str, words: str, opens: dict[Matter, Any]
) -> None:
    visit = gone(desk, NOON)
    letter = written(desk, visit, LATER)
    if words:
        _no("followup.needs_words", noted, desk, letter, result, LATER)
    came = noted(desk, letter, result, LATER, words)
    assert _open(desk, visit) == opens
    (row,) = _rows(desk)
    assert row.one.outcome == result
    letters.take_back(desk.register, came.id, "按错了", by=desk.intake, at=LATER + DAY)
    assert set(_open(desk, visit)) <= {Matter.FOLLOW_UP}, "what it opened is not asked any more"
    again = noted(desk, letter, "settled", LATER + DAY)
    assert again.result == "settled"


def test_an_outcome_that_is_taken_back_leaves_the_letter_sent_and_its_matter_closed(
    desk: makers.Desk,
) -> None:
    visit = gone(desk, NOON)
    letter = written(desk, visit, LATER)
    letters.send(desk.register, letter.letter, "post", by=desk.intake, at=LATER)
    came = noted(desk, letter, "away", LATER + DAY, "走了")
    letters.take_back(desk.register, came.id, "按错了", by=desk.intake, at=LATER + 2 * DAY)
    assert _open(desk, visit) == {}
    (row,) = _rows(desk, LATER + 2 * DAY)
    assert (row.one.stand, row.one.by) == (Stand.ASKED, LATER.date() + 30 * DAY)


def test_a_code_that_is_altered_or_elsewhere_or_used_gets_a_sentence(desk: makers.Desk) -> None:
    letter = written(desk, gone(desk, NOON), LATER)
    text, here, by = code(desk, letter), desk.station.code, desk.intake
    assert slips.by_code(desk.register, text, here, by=by).whole.id == letter.letter
    assert len(text) < 178, "version 7-M"
    for wrong in (text[:-1], text[:20] + ("A" if text[20] != "A" else "B") + text[21:], "GTF1:"):
        _no("followup.altered", slips.by_code, desk.register, wrong, here, by=by)
    no = _no("followup.other_station", slips.by_code, desk.register, text, "510100-01", by=by)
    assert no.facts == {"station": here}
    noted(desk, letter, "settled", LATER)
    assert slips.by_code(desk.register, text, here, by=by).again
    _no("followup.answered_already", noted, desk, letter, "away", LATER, "走了")
    noted(desk, letter, "away", LATER, "走了", again=True)
    whole = letter_of(desk.register, letter.letter)
    assert whole
    assert (whole.state, len(whole.answers)) == (LetterState.ANSWERED, 2)
    assert _rows(desk)[0].one.stand is Stand.DUE, "whoever went again is visited in half a year"


def test_who_is_sealed_is_counted_and_not_named(desk: makers.Desk) -> None:
    visit = gone(desk, NOON)
    letter = written(desk, visit, LATER)
    protecting.protect(desk.register, visit.person, "证人", by=desk.leader, at=LATER)
    found = followups.listed(desk.register, by=desk.intake, now=LATER)
    assert (found.rows, found.sealed) == ((), 1)
    _no("followup.unknown", slips.by_id, desk.register, letter.letter, by=desk.intake)


def test_who_came_again_within_six_months_is_shown_by_the_station_and_day(
    desk: makers.Desk,
) -> None:
    home, other = gone(desk, NOON), gone(desk, NOON, "赵六", age="12")
    near = makers.card_of(desk.register, "王淼", "510100-01", "2026-11-23", "2026-12-05")
    _same(desk, home.person, near)
    late = makers.card_of(desk.register, "赵六", "510100-01", "2027-06-01")
    _same(desk, other.person, late)
    rows = {row.one.visit: row.one.again for row in _rows(desk, NOON + 200 * DAY)}
    again = rows[home.id]
    assert again
    assert (again.station, again.day.isoformat()) == ("510100-01", "2026-12-05")
    assert rows[other.id] is None, "more than six months later"
