"""Papers 25 a to c: what each must say, whatever is missing and however long it is."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.blacklist import Fact, ProofKind, Served
from app.paper import facts, forms
from app.paper.listing import listing
from tests.app.paper.papers import (
    AT,
    RARE,
    as_png,
    bare,
    head,
    pages_of,
    picture_of,
    poppler_text,
    sheet,
    text_of,
)

KINDS = ("listing_notice", "listing_objection", "listing_decision")
GROUNDS = (
    facts.Grounds(kind="seller_record", source="广州南站 退票记录 11 月 3 日"),
    facts.Grounds(kind="witness"),
)
NEVER = "列入名单不影响紧急救助"


def a_listing(kind: str, on: facts.Sheet | None = None, **said: Any) -> facts.Listing:
    usual: dict[str, Any] = {
        "head": head(),
        "number": "440114-01-20261124-A1B2C3",
        "fact": "refunded_ticket",
        "happened_on": date(2026, 11, 3),
        "facts": "同一张车票两次退票",
        "grounds": GROUNDS,
        "decided_at": AT,
        "until": date(2027, 5, 24),
        "outcome": "approved" if kind == "listing_decision" else "",
        "station_phone": "020-1",
        "complaint_phone": "12345",
    }
    return facts.Listing(sheet=on or sheet(), kind=kind, **(usual | said))


def read(kind: str, **said: Any) -> str:
    return text_of(listing(a_listing(kind, **said)))


def test_the_notice_says_what_it_rests_on_what_follows_and_what_never_does(tmp_path: Path) -> None:
    text = bare(poppler_text(listing(a_listing("listing_notice")), tmp_path))
    wanted = (
        "重点甄别告知书", RARE, "440114-01-20261124-A1B2C3", "■退票、转卖车票", "2026-11-03",
        "同一张车票两次退票", "售票方记录：广州南站退票记录11月3日", "一般六个月，最长十二个月",
        "第二人审批", "不给现金", "送上车", "跟踪退票", "心灵救助", NEVER, "来站次数不是列入的理由",
        "陈述、申辩", "不因申辩加重处理", "六十日内申请行政复议（《行政复议法》第二十条）",
        "六个月内提起行政诉讼（《行政诉讼法》第四十六条）", "【待核】", "020-1", "12345",
        "离线打印",
    )  # fmt: skip
    assert [one for one in wanted if bare(one) not in text] == []
    assert "■当面送达" not in text
    assert "■当面送达" in read("listing_notice", how="in_person", proof="签收联 0012")


def test_a_witness_has_no_name_on_paper() -> None:
    for kind in ("listing_notice", "listing_decision"):
        assert "2.证人：姓名不印在本单上" in read(kind)


def test_the_form_to_object_is_empty_for_the_pen_or_says_what_was_objected() -> None:
    empty, full = (read("listing_objection", **said) for said in ({}, _OBJECTED))
    assert "本人填写；由工作人员代记的，照原话写" in empty
    assert "票不是我退的" in full
    assert "2026年12月15日" in full
    for text in (empty, full):
        for one in ("440114-01-20261124-A1B2C3", "2027年5月24日", "停止向其他救助站共享"):
            assert one in text
        assert "■" not in text, "nothing is wished for beforehand"


_OBJECTED: dict[str, Any] = {
    "objection": "票不是我退的", "objected_at": AT, "due_on": date(2026, 12, 15),
}  # fmt: skip


@pytest.mark.parametrize(
    ("outcome", "word", "ends"),
    [
        ("approved", "■列入名单", True),
        ("upheld", "■维持", True),
        ("corrected", "■更正", True),
        ("revoked", "■撤销", False),
    ],
)
def test_each_decision_says_what_it_is_until_when_and_the_remedies(
    outcome: str, word: str, ends: bool
) -> None:
    said = facts.Opinion(at=AT, words="票是别人给的", heard_by="陈静")
    text = read("listing_decision", outcome=outcome, opinions=(said,), **_OBJECTED)
    wanted = (
        word, "陈静听取：票是别人给的", "异议：票不是我退的", "六十日内", "《行政复议法》第二十条",
        "六个月内", "《行政诉讼法》第四十六条", "复议机关", "人民法院", "心灵救助", "□接受□谢绝",
    )  # fmt: skip
    assert [one for one in wanted if bare(one) not in text] == []
    assert ("2027年5月24日" in text) is ends
    assert (NEVER in text) is ends, "what was revoked changes nothing"


@pytest.mark.parametrize("kind", KINDS)
def test_long_missing_and_rare_words_are_whole(kind: str) -> None:
    long = "".join(f"{n:04}、" for n in range(900))
    said: dict[str, Any] = {"facts": long, "reason": long, "objection": long, "found": long}
    made = listing(a_listing(kind, **said))
    text = text_of(made).replace("……（接续页）", "")
    lost = [n for n in range(900) if f"{n:04}、" not in text]
    assert len(lost) <= 1, "the one that the sheet ends in"
    assert pages_of(made) > 1
    name = "阿卜杜热依木·买买提江·吐尔逊·阿卜杜拉𬎆"
    nobody = facts.Head(station="站", case_number="", bearer=facts.Bearer(name=name), at=AT)
    bare_one = listing(a_listing(kind, head=nobody, facts="", grounds=(), number="", until=None))
    assert name in text_of(bare_one)
    assert pages_of(bare_one) == 1, "nothing of our own words goes overleaf"


def test_every_code_has_its_word_in_both_languages() -> None:
    for lang in ("zh", "en"):
        for kind in KINDS:
            words = forms.form(kind, lang).words
            assert set(words["fact"]) == set(Fact)
        notice = forms.form("listing_notice", lang)
        cells = [cell for row in (*notice.rows, *notice.foot) for cell in row.cells]
        choices = {cell.field: tuple(cell.choices) for cell in cells}
        assert choices["fact_box"] == tuple(Fact)
        assert choices["how"] == tuple(Served)
        assert set(notice.words["ground"]) == set(ProofKind)
        for kind in KINDS:
            assert pages_of(listing(a_listing(kind, sheet(lang=lang)))) == 1


def test_a_reprint_says_so_and_the_paper_is_not_blank() -> None:
    made = listing(a_listing("listing_notice", sheet(reprint=1)))
    assert "补打第1次" in text_of(made)
    assert len(as_png(picture_of(made, 60))) > 20_000
