"""What stands on the papers, in both languages, with short, long and missing facts."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.errors import Refused, Unavailable
from app.paper import facts, forms
from app.paper.forms import Cell, Form
from app.paper.notice import notice
from app.paper.recovery import recovery_sheet
from app.paper.registration import registration
from app.paper.voucher import voucher
from tests.app.paper.papers import (
    AT,
    PAPERS,
    a_notice,
    a_registration,
    a_voucher,
    bare,
    head,
    pages_of,
    paper,
    photo,
    sheet,
    text_of,
)

_LONG = "老人自述由外省务工返乡途中与同伴走散，身上财物遗失，其后沿铁路步行多日。"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_carries_the_common_head(name: str, lang: str) -> None:
    made = paper(name, sheet(lang=lang, copy=1, copies=2))
    read = text_of(made)
    words = forms.common(lang)
    expected = [
        "花都区救助管理站",
        forms.form(name, lang).title,
        "440114-01-20261124-0007-4",
        "王𬎆",
        words.word("sex", "1"),
        words.offline,
        words.copy.format(n=1, m=2),
        "2026-11-24 00:30",
        "陈静",
    ]
    assert [text for text in expected if bare(text) not in read] == []
    assert pages_of(made) == 1


@pytest.mark.parametrize("name", PAPERS)
def test_a_reprint_and_a_synced_sheet_say_so(name: str) -> None:
    first, again = text_of(paper(name)), text_of(paper(name, sheet(reprint=2, synced=True)))
    assert "补打" not in first
    assert "离线打印" in first
    assert "补打第2次" in again
    assert "已同步" in again


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_facts_make_the_same_bytes(name: str) -> None:
    assert paper(name) == paper(name)


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_known_still_makes_a_paper(name: str) -> None:
    nobody = replace(head(), bearer=facts.Bearer(), handler="", station="")
    read = text_of(paper(name, head=nobody))
    assert "无照片" in read
    assert "／" in read


@pytest.mark.parametrize("data", [b"", b"\xff\xd8 no", photo(10, 10, "PNG")[:60]])
def test_a_damaged_photograph_is_said_and_the_paper_still_made(data: bytes) -> None:
    read = text_of(registration(a_registration(head=head(photo=data))))
    assert ("照片无法读取" if data else "无照片") in read


def test_a_photograph_is_printed_without_its_hidden_data() -> None:
    large = photo(3000, 4000)
    made = registration(a_registration(head=head(photo=large)))
    assert len(made) < 200_000


def test_a_temporary_name_and_a_wrong_document_are_marked() -> None:
    of = head(temporary=True, id_kind="resident", id_number="440114196803020017", id_checked=False)
    read = text_of(registration(a_registration(head=of)))
    assert "王𬎆（临时姓名）" in read
    assert "居民身份证440114196803020017（校验码不符）" in read


def test_the_registration_ticks_only_what_was_answered() -> None:
    read = text_of(registration(a_registration()))
    assert "■" not in read
    answered = a_registration(way="police", conditions={"no_kin": "yes"})
    read = text_of(registration(answered))
    assert "■公安护送" in read
    assert read.count("■") == 2


@pytest.mark.parametrize(
    ("answer", "ticked"), [("yes", "■是"), (True, "■是"), (False, "■否"), ("unclear", "■待核实")]
)
def test_a_condition_prints_its_answer(answer: str | bool, ticked: str) -> None:
    assert ticked in text_of(registration(a_registration(conditions={"street": answer})))


def test_a_long_story_goes_on_overleaf_and_is_whole() -> None:
    story = "".join(f"{n}、{_LONG}" for n in range(60))
    made = registration(a_registration(story=story))
    read = text_of(made)
    assert pages_of(made) > 1
    assert "接续页" in read
    assert f"第1页共{pages_of(made)}页" in read
    assert all(f"{n}、老人" in read.replace("（接续页）", "") for n in range(60))


def test_kin_and_queries_are_listed() -> None:
    kin = (facts.Kin(name="王某", relation="兄", phone="0778-0000000"),)
    queries = (facts.Query(source="公安协查", at=AT, result="待复"),)
    read = text_of(registration(a_registration(kin=kin, queries=queries)))
    assert "王某（兄）电话：0778-0000000" in read
    assert "住址：／" not in read
    assert "2026-11-2400:30公安协查：待复" in read


def test_the_notice_fills_no_box_that_nobody_answered() -> None:
    assert "■" not in text_of(notice(a_notice()))
    read = text_of(notice(a_notice(answers={"data": "granted", "face": "refused"})))
    assert "■同意□不同意" in read
    assert "□同意■不同意" in read
    assert "□已听明白" in read


def test_a_notice_with_more_to_say_takes_a_second_sheet_and_loses_nothing() -> None:
    phone = "、".join(f"020-{n:08}" for n in range(400))
    made = notice(a_notice(complaint_phone=phone))
    read = text_of(made)
    assert pages_of(made) > 1
    assert [n for n in range(400) if f"{n:08}" not in read] == []
    assert f"第2页共{pages_of(made)}页" in read
    assert read.count("人脸信息单独告知") == 1


def test_codes_are_printed_as_words() -> None:
    of = head(ethnicity="08")
    facts_of = a_registration(head=of, reason="robbed", checks={"injury": "no"})
    read = text_of(registration(facts_of))
    assert [word for word in ("壮族", "被盗被抢", "外伤：无") if word not in read] == []


def test_an_unverified_clause_carries_its_mark() -> None:
    read = text_of(notice(a_notice()))
    assert "不准调戏妇女。【待核】" in read
    assert read.count("待核") == 1


def test_the_notice_says_how_it_was_told_and_whom_to_call() -> None:
    read = text_of(notice(a_notice(how="dialect", complaint_phone="020-00000000")))
    assert "方言宣读" in read
    assert "020-00000000" in read


def test_the_voucher_has_three_parts_with_the_photograph_and_what_binds_it() -> None:
    read = text_of(voucher(a_voucher(account="救助专户", train="D3806", seat="二等座")))
    for once in ("第一联", "第二联", "第三联"):
        assert read.count(once) == 1
    for thrice in ("GT440114-01-2026-000123-4", "直达", "￥186.50", "限本人", "原路退回付款账户，"):
        assert read.count(thrice) == 3
    assert read.count("2026-11-27") == 2


def test_a_transfer_names_the_place_and_the_relief_station_there() -> None:
    changed = a_voucher(direct=False, transfer_place="南宁东", transfer_relief="南宁市救助管理站")
    assert "在南宁东换乘，当地救助站：南宁市救助管理站" in text_of(voucher(changed))


def test_a_void_voucher_says_so_across_every_part() -> None:
    read = text_of(voucher(a_voucher(void=True, void_reason="改乘汽车")))
    assert read.count("本凭证已作废：改乘汽车") == 3
    assert "作废" not in text_of(voucher(a_voucher()))


def test_a_voucher_never_has_a_second_sheet() -> None:
    with pytest.raises(Refused) as caught:
        voucher(a_voucher(note=_LONG * 20))
    assert (caught.value.key, caught.value.facts["field"]) == ("form.cell_too_long", "备　注")


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("person", ["王", "𬎆" * 30, "阿卜杜热依木·买买提", "Jean-Baptiste Doe"])
def test_names_of_any_length_are_whole(name: str, person: str) -> None:
    made = paper(name, head=head(name=person))
    assert bare(person) in text_of(made)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_recovery_sheet_shows_the_key_and_what_to_do(lang: str) -> None:
    read = text_of(recovery_sheet("花都站", "7K3F-Q9PX-2MDA", AT, lang=lang))
    assert "7K3F-Q9PX-2MDA" in read
    assert bare(forms.form("recovery", lang).title) in read


def test_a_time_without_a_zone_is_our_bug() -> None:
    naive = datetime(2026, 11, 24, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(ValueError, match="zone"):
        registration(a_registration(sheet(printed_at=naive)))


@pytest.mark.parametrize("name", [*PAPERS, "recovery", "disclosure", "answer", "receipt"])
def test_both_languages_have_the_same_cells(name: str) -> None:
    assert _fields(forms.form(name, "zh")) == _fields(forms.form(name, "en"))


def _fields(form: Form) -> list[tuple[str, list[str]]]:
    rows = [*form.rows, *form.foot, *(row for part in form.parts for row in part.rows)]
    cells: list[Cell] = [cell for row in rows for cell in row.cells]
    kinds = [(kind, sorted(words)) for kind, words in form.words.items()]
    return [(cell.field, list(cell.choices)) for cell in cells] + kinds


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"title = 1", "title"),
        (b"basis = []", "title"),
        (b'title = "a"\nclauses = [{}]', "text"),
        (b'title = "a"\ncolour = "red"', "colour"),
        (b"title = ", ""),
        (b"\xff\xfe", ""),
    ],
)
def test_a_damaged_form_names_the_file_and_the_field(
    text: bytes, said: str, tmp_path: Path
) -> None:
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "notice.toml").write_bytes(text)
    with pytest.raises(Unavailable) as caught:
        forms.form("notice", "zh", tmp_path)
    assert caught.value.key == "form.damaged"
    assert caught.value.facts["form"] == "zh/notice.toml"
    assert said in str(caught.value.facts["field"])


def test_a_mark_at_the_beginning_of_a_form_breaks_nothing(tmp_path: Path) -> None:
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "notice.toml").write_bytes(b'\xef\xbb\xbftitle = "a"')
    assert forms.form("notice", "zh", tmp_path).title == "a"


def test_a_missing_form_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        forms.common("zh", tmp_path)
    assert (caught.value.key, caught.value.facts["form"]) == ("form.missing", "zh/common.toml")


def test_a_province_can_change_a_form(tmp_path: Path) -> None:
    shutil.copytree(forms.FORMS / "zh", tmp_path / "zh")
    file = tmp_path / "zh" / "registration.toml"
    changed = file.read_text(encoding="utf-8").replace("求助登记表", "救助登记表")
    file.write_text(changed, encoding="utf-8")
    assert forms.form("registration", "zh", tmp_path).title == "救助登记表"
