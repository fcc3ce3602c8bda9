"""团聚与回访 out of a real register: who met, who came back, who is named to whom."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.desk import links, overseeing, protecting, reunions, reunions_papers
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.period import Length, period_of
from app.domain.reunions import Part
from app.domain.staff import Viewing
from app.domain.visit import LeavingKind
from app.store.ask import all_of
from tests import makers
from tests.followed import DAY, gone, noted, written
from tests.makers import NOON

YEAR = period_of(Length.YEAR, NOON.date())


def test_a_years_figures_whom_they_are_made_of_and_the_sheet(desk: makers.Desk) -> None:
    left = NOON - 200 * DAY
    fetched, wished = gone(desk, left), gone(desk, left, "李四", LeavingKind.OWN_WISH)
    gone(desk, left, "送医院的", LeavingKind.HOSPITAL)
    noted(desk, written(desk, fetched, left + 9 * DAY), "settled", left + 20 * DAY)
    back = makers.card_of(desk.register, "李四", "510100-01", str((left + 60 * DAY).date()))
    links.judge(
        desk.register, wished.person, back, Sameness.SAME, "本人承认", by=desk.leader, at=NOON
    )
    found = reunions.counted(desk.register, YEAR, by=desk.leader, at=NOON)
    figures = found.figures
    assert (dict(figures.counts[Part.REUNITED]), figures.people) == ({"kin_came": 1}, 1)
    assert [figures.again[one].of for one in ("followed", "not_followed")] == [1, 1]
    cell = (Part.AGAIN, "not_followed")
    pointed = reunions.pointed_at(desk.register, YEAR, cell, by=desk.leader, at=NOON)
    assert pointed.people == (wished.person,)
    overseeing.look(desk.register, pointed, by=desk.auditor, at=NOON)
    assert [one.person for one in all_of(desk.register, Viewing)] == [wished.person]
    protecting.protect(desk.register, wished.person, "证人", by=desk.leader, at=NOON)
    pointed = reunions.pointed_at(desk.register, YEAR, cell, by=desk.auditor, at=NOON)
    assert (pointed.people, pointed.sealed) == ((), 1)
    book = load_workbook(BytesIO(reunions_papers.sheet(found, "示例站", NOON, "zh")))
    told = "\n".join(str(cell.value) for row in book.worksheets[0] for cell in row if cell.value)
    assert "1 / 1，太少" in told
    assert "李四" not in told
    with pytest.raises(Refused):
        reunions.counted(desk.register, YEAR, by=desk.intake, at=NOON)
