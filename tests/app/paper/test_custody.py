"""Forms 3 and 4 and the label: long lists run on with their heads, and nothing is lost."""

from decimal import Decimal
from io import BytesIO

import pypdfium2 as pdfium
import pytest

from app.paper import facts
from app.paper.custody import custody, security
from app.paper.label import label
from tests.app.paper.papers import AT, RARE, head, sheet, text_of

LONG = "蓝色双肩包左肩带用白线缝过" * 2 + "一二三四五六七" + "𬎆"
THINGS = tuple(facts.Thing(item=f"物品{n}号", features=LONG, bag="B-7") for n in range(120))


def test_a_list_of_any_length_runs_on_with_its_head_and_loses_nothing() -> None:
    kept = tuple(facts.Thing(item=f"{n}号很长的名称", bag="B-7") for n in range(120))
    made = custody(facts.Custody(sheet=sheet(), head=head(), things=THINGS, kept=kept))
    pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(made)]
    assert len([page for page in pages if "号码、IMEI" in page]) > 3
    whole = text_of(made)
    assert [n for n in range(120) if f"物品{n}号" not in whole] == []
    assert whole.count("𬎆") == 120 + len(pages)  # and in the name at each head
    assert [n for n in range(120) if f"{n}号很长" not in whole] == []


def test_cash_is_listed_by_denomination_and_sums_itself() -> None:
    money = [
        facts.Thing(item="现金", kind="cash", quantity=many, worth=Decimal(worth))
        for worth, many in (("0.1", 3), ("100", 2), ("5", 1))
    ]
    read = text_of(custody(facts.Custody(sheet=sheet(), head=head(), things=tuple(money))))
    assert read.index("¥100.00") < read.index("¥5.00") < read.index("¥0.10")
    assert "合计¥205.30" in read


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_form_and_a_full_one_name_the_person(lang: str) -> None:
    on = sheet(lang=lang)
    checked = facts.Checked(at=AT, one="陈静", one_sex="2", two="李明", two_sex="")
    knife = facts.Thing(item="刀", kind="danger", disposal="police")
    full = facts.Security(sheet=on, head=head(), checks=(checked,), things=(knife,))
    read = text_of(security(full))
    for word in (RARE, "刀", {"zh": "移交公安", "en": "handedtothepolice"}[lang]):
        assert word in read
    assert RARE in text_of(custody(facts.Custody(sheet=on, head=head())))


def test_a_label_is_small_and_names_bag_and_case_and_nobody() -> None:
    made = label(
        facts.Label(sheet=sheet(), case_number="440114-01-20261124-0007-4", bag="B-7", at=AT)
    )
    page = pdfium.PdfDocument(BytesIO(made))[0]
    wide, high = (side / 72 * 25.4 for side in page.get_size())
    assert (round(wide), round(high)) == (60, 40)
    read = text_of(made)
    assert "B-7" in read
    assert "440114-01-20261124-0007-4" in read
    assert RARE not in read
