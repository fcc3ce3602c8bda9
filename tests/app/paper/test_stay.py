"""Form 8: what was given, the extension's filing, how somebody left; nothing long is lost."""

from datetime import date, timedelta

import pytest

from app.paper import facts
from app.paper.stay import stay
from tests.app.paper.papers import AT, RARE, bare, head, pages_of, sheet, text_of

FILED = facts.Extension(
    on=date(2026, 12, 1), until=date(2026, 12, 20), number="穗民备 3 号", why="等待亲属来接"
)


def a_stay(lang: str = "zh", **said: object) -> bytes:
    usual = {
        "arrived_at": AT, "days": 12, "meals": 33, "clothes": ("12-01 棉衣 2 件",),
        "medical": ("11-25 送医 示例市第二医院", "11-26 返站 费用 312.50 元"),
        "extensions": (FILED,), "left_at": AT + timedelta(days=11), "way": "voucher",
        "destination": "成都东", "voucher": "GT440114-01-2026-000123-4", "belongings": "双肩包",
    }  # fmt: skip
    return stay(facts.Stay(sheet=sheet(lang=lang), head=head(), **usual | said))  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_says_what_was_given_and_under_which_number_the_stay_was_extended(lang: str) -> None:
    pdf = a_stay(lang)
    text = text_of(pdf)
    wanted = (RARE, "穗民备 3 号", "2026-12-20", "312.50", "000123-4", "双肩包", "33")
    assert [one for one in wanted if bare(one) not in text] == []
    assert pages_of(pdf) == 1


def test_while_somebody_is_here_nothing_is_ticked_and_what_is_long_goes_on_overleaf() -> None:
    many = tuple(f"12-{day:02d} 用药 {day} 号处方，一日三次" for day in range(1, 31))
    pdf = a_stay(left_at=None, way="", medical=many)
    text = text_of(pdf)
    assert "■" not in text
    assert "在站" in text
    assert bare(many[-1]) in text
    assert pages_of(pdf) > 1
