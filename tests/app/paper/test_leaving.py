"""Papers 9, 10 and 12 to 16: what the law asks stands on them, in its own words."""

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from app.domain.leaving import ANSWERS
from app.paper import facts, forms
from app.paper.head import BOTTOM, TOP
from app.paper.leaving import in_words, leaving
from app.paper.table import height
from tests.app.paper.papers import AT, bare, head, pages_of, sheet, text_of
from tests.makers import TOLD

TITLES = {
    "own_leaving": "自行离站声明书",
    "gave_up": "放弃救助记录",
    "short_fare": "短途交通费签收单",
    "handover": "接领交接书",
    "escort": "护送/接送移交单",
    "cross_province": "跨省接送函",
    "medical": "医疗转送单/交接单",
}
APART = {"home": "广西河池", "real": "广东东莞", "told_home": "李某", "told_real": "张某"}
SAID = TOLD | APART | {
    "destination": "河池站", "kept": "手机", "kept_why": "已领回", "health": "高血压",
    "risks": "易走失", "medicine": "降压药", "papers": "病历", "route": "G2862",
    "basis": "派出所函",
    "kin_refusal": "父亲卧床", "proposed_on": "2026-12-01", "province_contact": "李处长",
    "vitals": "38.6℃", "call": "120-7", "companion": "护工", "guardian": "父亲", "consent": "yes",
}  # fmt: skip
ASKED = {
    "own_leaving": ("■已满十六周岁", "■可以得到", "河池站", "■不需要", "随时再来", "手机：已领回"),
    "gave_up": ("2026-11-24 00:30", "站内及周边", "3 号 12:00", "两名工作人员签字", "李芳"),
    "short_fare": ("12.50", "壹拾贰元伍角整", "报案", "■本人签名", "不超过二十元"),
    "handover": ("王大山", "45270119500101001X", "父亲", "户口簿", "■核对一致", "■已留存"),
    "escort": ("河池市救助管理站", "020-00000000", "陈静、李芳", "■有", "G2862", "不符之处"),
    "cross_province": ("派出所函", "父亲卧床", "2026-12-01", "李处长", "回执", "□同意接收"),
    "medical": ("发热", "38.6℃", "120-7", "河池站", "护工", "诊断", "医嘱", "费用"),
}  # fmt: skip


def made(form: str, lang: str = "zh", **more: object) -> bytes:
    usual: dict[str, object] = {
        "head": replace(head(), second_handler="李芳"), "said": SAID, "arrived_at": AT,
        "left_at": AT, "fare": Decimal("12.5"), "real": "广东东莞", "station_phone": "020-00000000",
    }  # fmt: skip
    on = sheet(lang=lang, reprint=1, copies=2)
    return leaving(facts.Leaving(sheet=on, form=form, **(usual | more)))  # type: ignore[arg-type]


@cache
def read(form: str) -> str:
    return text_of(made(form))


@pytest.mark.parametrize("form", TITLES)
def test_a_paper_has_its_title_and_everything_that_is_asked(form: str) -> None:
    text = read(form)
    common = (
        *(TITLES[form], "王𬎆", "花都区救助管理站", "440114-01-20261124-0007-4", "指印", "盖章处"),
        *("第1份共2份", "补打第1次", "离线打印", "陈静", "李芳"),
        *("户籍地（广西河池）与实际居住地（广东东莞）不一致，两处均已告知", "李某", "张某"),
    )
    assert [one for one in (*common, *ASKED[form]) if bare(one) not in text] == []
    assert pages_of(made(form)) == 1


@pytest.mark.parametrize("form", TITLES)
def test_it_fits_its_sheet_and_answers_are_those_that_can_be_given(form: str) -> None:
    for lang in ("zh", "en"):
        found = forms.form(form, lang)
        assert TOP + height(found.rows) + height(found.foot) + 7 <= BOTTOM
        cells = [cell for row in (*found.rows, *found.foot) for cell in row.cells]
        for cell in cells:
            if cell.choices and cell.field in ANSWERS:
                assert tuple(cell.choices) == ANSWERS[cell.field]
    assert pages_of(made(form, "en")) == 1


def test_what_is_long_goes_on_overleaf_and_what_is_missing_is_crossed_out() -> None:
    long = "".join(f"{n}号楼已查找。" for n in range(90))
    whole = text_of(made("gave_up", said=SAID | {"search": long})).replace("（接续页）", "")
    assert "89号楼已查找" in whole
    nobody = replace(head(), bearer=facts.Bearer(), handler="", station="")
    empty = text_of(made("handover", head=nobody, said={}, real=""))
    assert "无照片" in empty
    assert "■" not in empty
    assert "均已告知" not in empty


def test_a_leaving_that_was_taken_back_voids_its_paper() -> None:
    assert "作废" in text_of(made("handover", void=True))
    assert "作废" not in read("handover")


@pytest.mark.parametrize(
    ("fare", "words"),
    [
        ("20", "贰拾元整"),
        ("12.50", "壹拾贰元伍角整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("10.05", "壹拾元零伍分"),
        ("3.45", "叁元肆角伍分"),
        ("10.00", "壹拾元整"),
    ],
)
def test_an_amount_is_written_as_receipts_do(fare: str, words: str) -> None:
    assert in_words(Decimal(fare)) == words
