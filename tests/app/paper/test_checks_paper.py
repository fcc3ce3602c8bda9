"""Forms 5 and 6: long values go on, nothing is lost, missing ones are said to be."""

import pytest

from app.paper import facts
from app.paper.checks import approval, queries
from tests.app.paper.papers import AT, RARE, head, sheet, text_of

LONG = "自述在工地干活被欠薪，电话联系不上家里人。" * 60


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_long_values_lose_nothing_and_missing_ones_are_no_hindrance(lang: str) -> None:
    on = sheet(lang=lang)
    asked = tuple(
        facts.OutsideQuery(
            at=AT, source="police", whom=f"单位{n}号", asked="姓名", notes=f"记录{n}号{LONG}"
        )
        for n in range(12)
    )
    ticked = facts.Ticked(code="street", answer="yes", words=f"{LONG}完𬎆")
    read = text_of(queries(facts.Queries(sheet=on, head=head(), conditions=(ticked,), asked=asked)))
    assert [n for n in range(12) if f"单位{n}号" not in read or f"记录{n}号" not in read] == []
    assert "完𬎆" in read
    full = facts.StayApproval(sheet=on, head=head(), facts=f"{LONG}完𬎆", reason=f"{LONG}好𬎆",
                              answer="agreed", opinion=LONG)  # fmt: skip
    read = text_of(approval(full))
    assert "完𬎆" in read
    assert "好𬎆" in read
    for bare in (
        approval(facts.StayApproval(sheet=on, head=head())),
        queries(facts.Queries(sheet=on, head=head())),
    ):
        assert RARE in text_of(bare)


def test_the_titles_are_exact() -> None:
    for title, made in (
        ("甄别查询记录", queries(facts.Queries(sheet=sheet(), head=head()))),
        ("入站审批表", approval(facts.StayApproval(sheet=sheet(), head=head()))),
    ):
        assert title in text_of(made)
