"""Papers 17 to 20 and 22 to 24: what domain.md asks stands on them, and no more on a notice."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from app.desk.letters import FORMS
from app.domain.letter_fields import ANSWERS
from app.domain.outside_letter import RESULTS, LetterKind
from app.paper import facts, forms
from app.paper.head import BOTTOM, TOP
from app.paper.letters import letter
from app.paper.table import height
from tests.app.paper.papers import AT, bare, head, pages_of, sheet, text_of
from tests.makers import TOLD_LETTER

TITLES = {
    "police_handover": "公安机关护送流浪乞讨人员交接表",
    "police_report": "报案/协查函",
    "dna_request": "DNA/指掌纹采集申请",
    "tracing_record": "寻亲登记",
    "minor_leaving": "未成年人离开机构确认书",
    "guardian_pledge": "监护责任承诺书",
    "settlement": "安置移交单",
    "settlement_list": "落户申请材料目录",
    "follow_up": "回访登记",
}
SAID = TOLD_LETTER | {
    "clothes": "灰色棉衣", "belongings": "双肩包", "health": "外伤", "checks_done": "未比中",
    "police_opinion": "请予救助", "clues": "说河边", "sample_number": "R4401", "habits": "爱吃米粉",
    "height": "165厘米", "build": "偏瘦", "accent": "桂柳口音", "place": "花都区",
    "temporary_name": "无名氏(男)-1", "dna_number": "R4401", "plan_number": "穗民安7",
    "benefits": "低保", "needs": "疏导", "next_on": "2027-05-01", "services": "儿童主任",
    "guardian_address": "河池某乡",
}  # fmt: skip
ASKED = {
    "police_handover": ("张警官 012345", "东广场候车室外", "独自坐卧", "未比中", "请予救助"),
    "police_report": ("■请求协查身份", "身份不明", "右眉疤痕", "说河边", "■已受理", "张警官"),
    "dna_request": ("■DNA 和指掌纹", "2026-12-02", "R4401", "7个工作日", "比对结果"),
    "tracing_record": ("165厘米", "偏瘦", "桂柳口音", "爱吃米粉", "说河边", "寻亲网", "赵站长"),
    "minor_leaving": ("王大山", "45270119500101001X", "有稳定收入", "2026-12-23", "□同意"),
    "guardian_pledge": ("王大山", "父亲", "不虐待", "【待核】", "河池某乡"),
    "settlement": ("116", "公安：未比中", "R4401", "无名氏(男)-1", "穗民安7", "□同意接收"),
    "settlement_list": ("申请书", "逐项核对", "接收单位"),
    "follow_up": ("■未成年人离站", "李主任", "已入学", "■低", "低保", "疏导"),
}  # fmt: skip
CAME = facts.Reply(on=date(2026, 11, 30), whom="张警官", result="filed", number="穗公 7")


def made(form: str, lang: str = "zh", **more: object) -> bytes:
    usual: dict[str, object] = {
        "head": replace(head(), second_handler="李芳"), "said": SAID, "arrived_at": AT,
        "number": "H440114-01-20261124-0009-5", "days": 116, "station_phone": "020-00000000",
        "approved_by": "赵站长",
    }  # fmt: skip
    on = sheet(lang=lang, reprint=1, copies=2)
    return letter(facts.Letter(sheet=on, form=form, **(usual | more)))  # type: ignore[arg-type]


@cache
def read(form: str) -> str:
    return text_of(made(form, reply=CAME))


@pytest.mark.parametrize("form", TITLES)
def test_a_paper_has_its_title_and_everything_that_is_asked(form: str) -> None:
    text = read(form)
    common = (
        *(TITLES[form], "王𬎆", "花都区救助管理站", "440114-01-20261124-0007-4", "盖章处"),
        *("H440114-01-20261124-0009-5", "第1份共2份", "补打第1次", "离线打印", "陈静", "李芳"),
        *("姓名", "性别", "出生日期", "年龄", "民族", "证件号码", "户籍地址"),
    )
    assert [one for one in (*common, *ASKED[form]) if bare(one) not in text] == []
    assert any(one in text for one in ("指印", "指印、签名", "签名、指印"))


@pytest.mark.parametrize("kind", LetterKind)
def test_it_fits_its_sheet_and_answers_are_those_that_can_be_given(kind: LetterKind) -> None:
    for form in FORMS[kind]:
        for lang in ("zh", "en"):
            found = forms.form(form, lang)
            assert TOP + height(found.rows) + height(found.foot) + 7 <= BOTTOM
            for cell in (cell for row in (*found.rows, *found.foot) for cell in row.cells):
                if cell.choices and cell.field in ANSWERS:
                    assert tuple(cell.choices) == ANSWERS[cell.field]
                if cell.field == "reply":
                    assert tuple(cell.choices) == RESULTS[kind]
            assert pages_of(made(form, lang, public=form == "public_notice")) == 1


def test_a_notice_says_what_the_public_may_know_and_waits_for_its_approval() -> None:
    bearer = replace(head().bearer, id_number="110101199003070011", birth="1990-03-07")
    text = text_of(
        made("public_notice", head=replace(head(), bearer=bearer), public=True, waits=True)
    )
    for one in ("寻亲公告", "王𬎆", "165厘米", "灰色棉衣", "花都区", "020-00000000", "待批准"):
        assert bare(one) in text
    for one in ("110101199003070011", "1990-03-07", "广西某县", "爱吃米粉", "说河边", "陈静"):
        assert bare(one) not in text
    assert "待批准" not in text_of(made("public_notice", public=True))


def test_what_is_long_goes_on_overleaf_and_what_is_missing_is_crossed_out() -> None:
    long = "".join(f"{n}号楼已查找。" for n in range(90))
    whole = text_of(made("settlement", said=SAID | {"searches": long})).replace("（接续页）", "")
    assert "89号楼已查找" in whole
    nobody = replace(head(), bearer=facts.Bearer(), handler="", station="")
    empty = text_of(made("police_report", head=nobody, said={}))
    assert "无照片" in empty
    assert "■" not in empty
    assert "作废" in text_of(made("police_report", void=True))
