"""Samples of all forms: every number is there, nothing is lost, and nothing leaves its cell."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import zxingcpp

from app.domain.errors import Refused
from app.paper import forms, placed
from app.paper.code import PREFIX, case_code
from app.paper.placed import Box, Placed
from app.paper.registry import Numbered, every, found, missing
from app.paper.sample_files import name_of, plain
from app.paper.samples.sample import CASE, Size
from app.paper.statutory import STATUTORY
from tests.app.paper.papers import bare, picture_of

ALL = {one.called: one for one in every()}
A4 = (595.276, 841.89)
MM = 25.4 / 72
LABELS = {
    "own_leaving": (
        "姓名 性别 出生日期 年龄 民族 证件号码 户籍地址 实际居住地 联系电话 人户分离 "
        "来站时间 离站时间 本人声明 确认 告知 离站去向 路费 随身和寄存物品 物品交接 "
        "差缺 签字 本人签名 指印 站章 经办人 第二经办人 日期时间 备注"
    ),
    "refusal": (
        "姓名 性别 出生日期 年龄 民族 证件号码 户籍地址 来站时间 决定时间 决定和理由 "
        "理由 事实 法律依据 已给予的紧急帮助（不论作何决定，急需先办） 帮助 说明 "
        "其他途径 救济途径 复议机关 投诉电话 人民法院 送达 签收 送达时间 本人签名 指印 "
        "站章 见证人一 见证人二 经办人 审批人"
    ),
    "registration": (
        "姓名 性别 曾用名 民族 出生日期 年龄 证件号码 户籍地址 常住地址 电话 口音 "
        "享受低保或特困供养 到站情况 到站时间 发现地点 来站方式 护送人及单位电话 "
        "目测检查 体貌特征 求助原因与经过 原因 流落时间 经过 近亲属及关系密切亲友 "
        "随身物品 救助条件甄别（逐项核对，由工作人员判断） 自身无力解决食宿 "
        "无亲友可以投靠 未享受低保、特困（五保）供养 正在或即将流浪乞讨度日 查询情况 "
        "登记结果 说明 求助人员签名 指印 站章 经办人 复核人 登记时间"
    ),
    "stay": (
        "姓名 性别 出生日期 年龄 民族 证件号码 户籍地址 在站服务 入站时间 床位 "
        "在站天数 用餐 衣物 医疗送医返站 心灵救助 教育培训 照料 通话 突发事件 "
        "延长救助期限备案 离站 离站方式 离站时间 去向 凭证号 备注 物品归还 "
        "受助人员签名 指印 站章 经办人 复核人 打印时间"
    ),
    "termination": (
        "姓名 性别 出生日期 年龄 民族 证件号码 户籍地址 来站时间 决定时间 决定和理由 "
        "理由 事实 听取意见记录 法律依据 已给予的紧急帮助（不论作何决定，急需先办） "
        "帮助 说明 其他途径 救济途径 复议机关 投诉电话 人民法院 送达 签收 送达时间 "
        "本人签名 指印 站章 见证人一 见证人二 经办人 审批人"
    ),
    "voucher": (
        "姓名 性别 年龄 证件号码 民族 户籍地址 发站 到站 乘车日期 车次 席别 行程 票价 "
        "有效期至 付款账户 备注 领取人签名 指印 经办复核 站章 出票日期 票号 退票记录 "
        "售票员 售票处章"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    pdf: bytes
    lines: tuple[Placed, ...]
    text: str
    glyphs: tuple[tuple[int, str, Box], ...]
    """Page, character and the box of its ink in mm, as PDFium finds them in the finished file."""
    sizes: frozenset[tuple[float, float]]


@cache
def made(called: str, size: Size, lang: str = "zh") -> Made:
    """Each is made once for all tests."""
    with placed.noted() as lines:
        pdf = ALL[called].sample(size, lang)
    document = pdfium.PdfDocument(pdf)
    try:
        sizes = frozenset((round(w, 3), round(h, 3)) for w, h in map(_size, document))
        pages = [page.get_textpage() for page in document]
        text = bare("".join(one.get_text_range() for one in pages))
        glyphs = tuple(_glyphs(pages)) if size is Size.LONG else ()
    finally:
        document.close()
    return Made(pdf=pdf, lines=tuple(lines), text=text, glyphs=glyphs, sizes=sizes)


def _size(page: pdfium.PdfPage) -> tuple[float, float]:
    return page.get_size()  # type: ignore[no-any-return]


def _glyphs(pages: list[pdfium.PdfTextPage]) -> Iterator[tuple[int, str, Box]]:
    for number, page in enumerate(pages, start=1):
        text = page.get_text_range()
        for index in range(min(page.count_chars(), len(text))):
            left, bottom, right, top = page.get_charbox(index)
            if right > left and top > bottom:
                box = (left * MM, (A4[1] - top) * MM, (right - left) * MM, (top - bottom) * MM)
                yield number, text[index], box


def test_none_of_the_25_is_missing() -> None:
    assert missing() == ()


CARRIED = ("姓名", "性别", "年龄", "民族", "证件号码", "户籍地址", "指印", "章", "离线打印")
PUBLIC = "public_notice"
"""What hangs in public places says nothing of documents and homes, and is signed by nobody."""


@pytest.mark.parametrize("called", [one for one in ALL if ALL[one].text != PUBLIC])
def test_a_form_carries_what_every_form_must_and_prints_no_code(called: str) -> None:
    text = made(called, Size.USUAL).text
    assert [one for one in CARRIED if one not in text] == []
    assert re.findall("[a-z]{3,}", text) == [], "a code stands where its word should"


@pytest.mark.parametrize(
    "called",
    [one for one in ALL if ALL[one].text in ("refusal", "termination", "listing_decision")],
)
def test_a_decision_bears_its_day_as_official_papers_do(called: str) -> None:
    assert "2026年11月24日00:30" in made(called, Size.USUAL).text
    assert "2026年" not in made(called, Size.USUAL, "en").text


@pytest.mark.parametrize("called", ALL)
def test_every_page_says_whose_it_is(called: str) -> None:
    """A sheet that falls out of a file finds its way back."""
    document = pdfium.PdfDocument(made(called, Size.LONG).pdf)
    try:
        texts = [bare(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()
    assert [n for n, text in enumerate(texts) if "𬎆" not in text or CASE not in text] == []


@pytest.mark.parametrize("called", ALL)
def test_a_form_has_its_name_a4_the_rare_name_and_its_case(called: str) -> None:
    one = ALL[called]
    assert forms.shipped_form(one.text, "zh").title == one.title
    for size in Size:
        sample = made(called, size)
        assert sample.sizes == {A4}
        assert [text for text in (bare(one.title), "𬎆", CASE) if text not in sample.text] == []


def test_a_notice_for_the_street_has_none_of_what_other_papers_must_have() -> None:
    """20 b hangs where everybody reads it: no number, home, people, birth, officers, signature."""
    private = ("证件号码", "户籍地址", "民族", "出生日期", "本人签名", "经办人")
    known = ("452701196803020017", "金城江区", "1968-03-02", "陈静", "李芳")
    for called in ("20a", "20b"):
        text = made(called, Size.USUAL).text
        assert [one for one in (*private, *known) if (one in text) is (called == "20b")] == []


@pytest.mark.parametrize("called", ALL)
def test_the_code_on_a_paper_is_read_back(called: str) -> None:
    codes = zxingcpp.read_barcodes(picture_of(made(called, Size.USUAL).pdf, dpi=110))
    wanted = PREFIX if called == "11" else case_code(CASE)
    assert [code for code in codes if code.text.startswith(wanted)]


@pytest.mark.parametrize("called", ALL)
def test_every_font_of_a_paper_is_inside_it(called: str) -> None:
    """Whatever a file names as a font: nothing may be left to the reader's machine."""
    pdf = made(called, Size.LONG).pdf
    fonts = re.findall(rb"/Type /Font\b(?!Descriptor)", pdf)
    assert fonts
    assert len(fonts) == pdf.count(b"/FontFile2 ")
    assert b"/Type1" not in pdf


@pytest.mark.parametrize("called", ALL)
def test_no_line_leaves_its_cell_or_lies_over_another(called: str) -> None:
    for size, lang in (*((size, "zh") for size in Size), (Size.LONG, "en")):
        lines = made(called, size, lang).lines
        assert lines
        assert [(one.text, one.box, one.cell) for one in lines if one.outside] == []
        for page in {one.page for one in lines}:
            here = sorted((x for x in lines if x.page == page), key=lambda x: x.box[1])
            assert [(a.text, b.text) for a, b in _neighbours(here) if _over(a, b)] == []


def _neighbours(lines: list[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """Pairs of lines at about the same height; `lines` from the top of the page."""
    for number, one in enumerate(lines):
        for other in lines[number + 1 :]:
            if other.box[1] > one.box[1] + one.box[3]:
                break
            yield one, other


@pytest.mark.parametrize("called", ALL)
def test_the_ink_of_the_finished_file_lies_in_the_cells(called: str) -> None:
    """What PDFium draws, against the cells: our own measuring is not asked."""
    one = made(called, Size.LONG)
    rooms: dict[int, set[Box]] = {}
    for line in one.lines:
        whole = line.cell[2] > 200  # belongs to the page: then its own box, and a little
        x, y, wide, high = line.box
        rooms.setdefault(line.page, set()).add(
            (x - 0.5, y - 0.5, wide + 1, high + 1) if whole else line.cell
        )
    lost = [
        (page, character, box)
        for page, character, box in one.glyphs
        if not any(_inside(box, room) for room in rooms[page])
    ]
    assert len(one.glyphs) > 300
    assert lost == []


def _over(one: Placed, other: Placed) -> bool:
    (ax, ay, aw, ah), (bx, by, bw, bh) = one.box, other.box
    wide = min(ax + aw, bx + bw) - max(ax, bx)
    high = min(ay + ah, by + bh) - max(ay, by)
    return wide > 0.3 and high > 0.4


def _inside(box: Box, room: Box, slack: float = 0.15) -> bool:
    x, y, wide, high = box
    left, top, across, down = room
    return (
        x >= left - slack
        and y >= top - slack
        and x + wide <= left + across + slack
        and y + high <= top + down + slack
    )


def test_poppler_finds_the_same(tmp_path: Path) -> None:
    """pdffonts and pdfinfo, where they are installed, of one file with every font."""
    tools = [shutil.which(name) for name in ("pdffonts", "pdfinfo", "pdftotext")]
    if None in tools:
        pytest.skip("poppler-utils is not installed")
    file = tmp_path / "paper.pdf"
    file.write_bytes(made("01", Size.LONG).pdf)
    told = []
    for tool, more in zip(tools, ([], [], ["-"]), strict=True):
        done = subprocess.run([str(tool), str(file), *more], capture_output=True, check=True)  # noqa: S603 - our own file
        assert done.stderr == b""
        told.append(done.stdout.decode())
    # emb, sub and uni of every font.
    assert {tuple(row.split()[-5:-2]) for row in told[0].splitlines()[2:]} == {("yes",) * 3}
    assert "(A4)" in told[1]
    assert "𬎆" in told[2]


def test_names_of_files_are_plain_on_every_system() -> None:
    names = [name_of(one, size, lang) for one in every() for size in Size for lang in ("zh", "en")]
    assert len(set(names)) == len(names)
    assert [name for name in names if re.search(r'[<>:"/\\|?*\x00-\x1f]| $|\.$', name)] == []
    assert name_of(ALL["14"], Size.USUAL, "zh") == "14-护送-接送移交单.pdf"
    assert [plain(name) for name in ("a/b:c.", " . ", "x\ny")] == ["a-b-c", "form", "x-y"]


def test_a_form_is_found_by_number_name_or_title() -> None:
    def is_it(said: str) -> Numbered:
        return found(said)

    assert {is_it(x).text for x in ("4", "04", "custody", "寄存物品清单")} == {"custody"}
    assert is_it("25b").text == "listing_objection"
    for nobody in ("26", "", "0", "nothing"):
        with pytest.raises(Refused) as caught:
            found(nobody)
        assert caught.value.key == "forms.unknown"


@pytest.mark.parametrize("name", sorted(STATUTORY))
def test_the_labels_of_statutory_forms_are_as_they_were_checked(name: str) -> None:
    assert " ".join(_labels(forms.shipped_form(name, "zh"))) == LABELS[name]


def _labels(form: forms.Form) -> Iterator[str]:
    rows = [*form.rows, *(row for part in form.parts for row in part.rows), *form.foot]
    seen: set[str] = set()
    for row in rows:
        for text in (row.heading, *(cell.label for cell in row.cells)):
            label = "".join(text.split())
            if label and label not in seen:
                seen.add(label)
                yield label
