"""本人信息告知单: everything about the person stands on it, and nothing about anybody else."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest

from app.desk import (
    admission,
    consents,
    door,
    erasing,
    links,
    papers,
    protecting,
    requests,
    views,
)
from app.desk.admission import Asked, Item, Judged, Said
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.face import Photograph, Scope, Search
from app.domain.ids import EvidenceId, PersonId, PhotoId, new_id
from app.domain.lending import How, Lending
from app.domain.person import ClaimKind
from app.domain.rights import Outcome, RequestKind
from app.domain.staff import Officer, Viewing
from app.domain.station import Printing
from app.domain.visit import About, Answer, ArrivalWay, LeavingKind, Visit
from app.settings import Settings
from app.store import line
from app.store.ask import all_of
from app.store.rows import values_of
from app.store.tables import TABLES
from tests import makers
from tests.makers import NOON

LATER = NOON + timedelta(hours=2)
CHOSEN = Settings(data=Path())


def text_of(pdf: bytes) -> str:
    """What another program reads, without spaces and line ends."""
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return "".join(text.replace("\x02", "").split())


def arrive(desk: makers.Desk, name: str = "王𬎆", **parts: object) -> Visit:
    """Somebody with kin, belongings and answers."""
    said = (
        Said(kind=ClaimKind.NAME, value=name),
        Said(kind=ClaimKind.PHONE, value="13800000077"),
        Said(
            kind=ClaimKind.KIN,
            value="王大山",
            detail={"phone": "139-0000-0001", "address": "示例县王家村三组", "relation": "哥哥"},
        ),
    )
    arrival = replace(
        makers.arrival(),
        said=said,
        way=ArrivalWay.PUBLIC,
        brought_by="赵路人 13700000055",
        story="2026-11-20 从家里出来，找哥哥王大山（电话 13900000001），自己的电话是 13800000077",
        checks={"injury": "no"},
        detail={"since": "今年三月", "welfare": "none"},
        asked=(
            Asked(about=About.NOTICE, answer=Answer.GRANTED, how="dialect"),
            Asked(about=About.FACE, answer=Answer.GRANTED, how="read_out", scope=Scope.STATION),
        ),
        items=(Item(item="灰色双肩包", features="拉链损坏", kept=True),),
        **parts,  # type: ignore[arg-type]
    )
    return admission.admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON).visit


def paper(desk: makers.Desk, person: PersonId, by: Officer | None = None, lang: str = "zh") -> str:
    """Opened with a purpose, and printed."""
    officer = by or desk.intake
    views.open_file(desk.register, person, "本人要求查阅", by=officer, at=LATER)
    return text_of(made(desk, person, officer, lang).pdf)


def made(desk: makers.Desk, person: PersonId, officer: Officer, lang: str = "zh") -> papers.Made:
    """As it would be printed."""
    issuer = papers.Issuer(station=desk.station, officer=officer, key=door.signer(desk.register))
    return papers.make(desk.register, papers.DISCLOSURE, person, issuer, at=LATER, lang=lang)


def test_everything_about_the_person_stands_on_the_paper(desk: makers.Desk) -> None:
    visit = arrive(desk)
    register, person = desk.register, visit.person
    photo = Photograph(
        id=PhotoId(new_id()), person=person, visit=visit.id, sha256="ab" * 32, width=600,
        height=800, taken_at=NOON, officer=desk.intake.id,
    )  # fmt: skip
    register.write(photo, by=desk.intake.id, at=NOON)
    consents.answer(
        register, visit.id, Asked(about=About.DATA, answer=Answer.UNABLE), by=desk.intake, at=NOON
    )
    erasing.withdraw(register, person, "本人口头提出", by=desk.intake, at=LATER)
    makers.leave(register, visit.id, LeavingKind.FETCHED, "河池", by=desk.intake, at=LATER)
    asked = requests.Asked(kind=RequestKind.CORRECTION, words="生日写错了")
    one = requests.receive(register, person, asked, CHOSEN, by=desk.intake, at=LATER)
    requests.answer(register, one.id, Outcome.REFUSED, "没有依据", by=desk.leader, at=LATER)
    text = paper(desk, person)
    wanted = (
        "姓名：王𬎆", "本人自述、未核实、测试intake", f"救助编号{visit.case_number}", "外伤：否",
        "外出时间：今年三月", "享受待遇：均未享受", "离站：亲属或单位接领、河池",
        "接领人姓名：王**", "接领人证件号码：***1X", "灰色双肩包、拉链损坏", "寄存",
        "照片600×800", "没有人脸特征。", "入站告知：已告知", "告知方式：方言宣读",
        "人脸识别：同意、只在本站", "告知方式：当面宣读", "个人信息：无法表达",
        "人脸识别：已撤回同意", "告知方式：本人口头提出", one.number, "答复期限2026-12-14",
        "答复：不予办理。没有依据", "接待员·本人要求查阅", "1次，2026-11-23",
        "本机没有接入中心", "至少保存到2036-11-23", "哥哥", "乘车凭证没有记录。",
        "第四十五条", "申请行政复议",
    )  # fmt: skip
    assert [words for words in wanted if words not in text] == []


def test_third_parties_are_masked_wherever_they_stand(desk: makers.Desk) -> None:
    other = arrive(desk, "李乙乙")
    judged = (Judged(other=other.person, answer=Sameness.NOT_SAME, reason="李乙乙左手少一指"),)
    visit = arrive(desk, judged=judged)
    text = paper(desk, visit.person)
    for theirs in ("王大山", "13900000001", "139-0000-0001", "王家村", "赵路人", "13700000055"):
        assert theirs not in text
    assert "李乙乙" not in text
    assert other.case_number not in text
    assert "与另一份档案比对过：不是同一人" in text
    for own in ("王**、哥哥、***01", "示***", "赵*****55", "13800000077", "2026-11-20从家里出来"):
        assert own in text


def test_who_searched_and_who_looked_is_told_without_names(desk: makers.Desk) -> None:
    visit, other = arrive(desk), arrive(desk, "李乙乙")
    register, by = desk.register, desk.intake.id
    search = Search(
        id=EvidenceId(new_id()), kind="face,name", officer=by, at=NOON, why="reception",
        visit=visit.id, shown=({"person": str(other.person), "name": "李乙乙"},),
    )  # fmt: skip
    lent = Lending(
        id=new_id(), person=visit.person, station="110101-01", purpose="tracing",
        words="协助寻亲，联系人 13600000099", how=How.GLASS, at=NOON, until=LATER,
    )  # fmt: skip
    everything = Viewing(
        id=new_id(), person=None, officer=desk.administrator.id, at=NOON, purpose="export",
        what="all",
    )  # fmt: skip
    login = replace(everything, id=new_id(), purpose="draft", what="别的")
    register.write(search, everything, login, by=by, at=NOON)
    rows = values_of("lending", lent) | {"versions": {}, "extra": {}}
    register.within(lambda c: c.execute(TABLES["lending"].insert().values(rows)))
    known = line.Known(
        url="https://centre.example", authority="", device_key=b"k" * 32, network_key=b"n" * 32,
        station=desk.station.code, enrolled_at=NOON,
    )  # fmt: skip
    register.within(lambda c: line.keep(c, known))
    views.open_file(register, visit.person, "投诉核查", by=desk.leader, at=NOON)
    views.look_into(register, visit.id, "custody", "reception", by=desk.leader, at=NOON)
    text = paper(desk, visit.person)
    wanted = (
        "负责人·接待核对·寄存物品",
        "用照片查找、按姓名等情况查找、接待核对1次，2026-11-23", "负责人·投诉核查",
        "接待员·本人要求查阅", "寻亲、协助寻亲，联系人***99", "紧急查阅", "110101-01",
        "管理员·整库导出", "其他救助站的查阅记录在中心",
        "姓名：王𬎆；性别：未知；出生：；来站日期：2026-11-23", "证件号码只有不能还原的校验值",
    )  # fmt: skip
    assert [words for words in wanted if words not in text] == []
    assert "李乙乙" not in text
    assert "测试leader" not in text
    assert "测试administrator" not in text
    protecting.protect(register, visit.person, "家庭暴力", by=desk.leader, at=LATER)
    assert "其他救助站什么也看不到" in paper(desk, visit.person, by=desk.leader)


def test_records_of_one_human_are_one_paper_until_the_link_is_undone(desk: makers.Desk) -> None:
    first, second = arrive(desk, "王一二"), arrive(desk, "王三四")
    link = links.judge(
        desk.register, first.person, second.person, Sameness.SAME, "本人承认",
        by=desk.intake, at=NOON,
    )  # fmt: skip
    text = paper(desk, second.person)
    assert "姓名：王一二" in text
    assert first.case_number in text
    links.undo(desk.register, link, "认错了王一二", by=desk.intake, at=LATER)
    apart = paper(desk, second.person)
    assert "王一二" not in apart
    assert first.case_number not in apart
    assert "已撤回：认错了王**" in apart


def test_who_may_not_see_a_sealed_person_prints_nothing_of_them(desk: makers.Desk) -> None:
    visit = arrive(desk)
    views.open_file(desk.register, visit.person, "本人要求查阅", by=desk.intake, at=LATER)
    protecting.protect(desk.register, visit.person, "家庭暴力", by=desk.leader, at=LATER)
    with pytest.raises(Refused, match=r"paper\.no_subject"):
        made(desk, visit.person, desk.intake)
    asked = requests.Asked(kind=RequestKind.ACCESS, words="要复印件")
    one = requests.receive(desk.register, visit.person, asked, CHOSEN, by=desk.leader, at=LATER)
    issuer = papers.Issuer(
        station=desk.station, officer=desk.intake, key=door.signer(desk.register)
    )
    with pytest.raises(Refused, match=r"paper\.no_subject"):
        papers.make(desk.register, papers.REQUEST, one.id, issuer, at=LATER, lang="zh")
    assert "列为保密保护" in paper(desk, visit.person, by=desk.leader)


def test_nobody_prints_a_file_that_they_did_not_open(desk: makers.Desk) -> None:
    visit = arrive(desk)
    with pytest.raises(Refused, match=r"disclosure\.open_first"):
        made(desk, visit.person, desk.intake)
    views.open_file(desk.register, visit.person, "投诉核查", by=desk.leader, at=LATER)
    with pytest.raises(Refused, match=r"disclosure\.open_first"):
        made(desk, visit.person, desk.intake)
    for what in ("papers", "custody"):
        views.look_into(desk.register, visit.id, what, "reception", by=desk.intake, at=LATER)
    with pytest.raises(Refused, match=r"disclosure\.open_first"):
        made(desk, visit.person, desk.intake)
    before = LATER - timedelta(hours=25)
    views.open_file(desk.register, visit.person, "接待核对", by=desk.intake, at=before)
    with pytest.raises(Refused, match=r"disclosure\.open_first"):
        made(desk, visit.person, desk.intake)


def test_what_was_printed_is_in_the_ledger_and_on_the_next_paper(desk: makers.Desk) -> None:
    visit = arrive(desk)
    assert "打印：本人信息告知单" not in paper(desk, visit.person)
    first = made(desk, visit.person, desk.intake)
    papers.printed(desk.register, first, "测试打印机", by=desk.intake, at=LATER)
    (noted,) = all_of(desk.register, Printing)
    assert (noted.form, noted.subject, noted.copy) == ("disclosure", visit.person, 1)
    again = made(desk, visit.person, desk.intake)
    assert again.copy == 2
    text = text_of(again.pdf)
    assert "打印：本人信息告知单，第1份" in text
    assert "补打" in text


def test_the_english_paper_says_the_same(desk: makers.Desk) -> None:
    visit = arrive(desk)
    text = paper(desk, visit.person, lang="en")
    for words in ("Whatiskeptaboutyou", "Name:王𬎆", "Yourrights", "Nothingisonrecord."):
        assert words in text
    assert "{" not in text


def test_words_that_nobody_knows_are_told_as_they_are(desk: makers.Desk) -> None:
    odd = replace(
        makers.arrival("王五五"),
        checks={"odd_check": "maybe"},
        conditions={"odd_condition": "yes"},
        detail={"odd_detail": "说明", "welfare": "odd_welfare"},
    )
    done = admission.admit(desk.register, odd, desk.station, by=desk.intake, at=NOON)
    text = paper(desk, done.visit.person)
    for words in ("odd_check：不清楚", "odd_condition：是", "odd_detail：说明", "odd_welfare"):
        assert words in text
    assert "缺失" not in text


def test_an_unknown_person_or_request_has_no_paper(desk: makers.Desk) -> None:
    issuer = papers.Issuer(
        station=desk.station, officer=desk.intake, key=door.signer(desk.register)
    )
    for form in (papers.DISCLOSURE, papers.REQUEST):
        with pytest.raises(Refused, match=r"paper\.no_subject"):
            papers.make(desk.register, form, new_id(), issuer, at=LATER, lang="zh")


def test_a_receipt_says_when_and_a_refusal_says_where_to_turn(desk: makers.Desk) -> None:
    visit = arrive(desk)
    asked = requests.Asked(kind=RequestKind.OBJECTION, words="不是我" * 300)
    one = requests.receive(desk.register, visit.person, asked, CHOSEN, by=desk.intake, at=NOON)
    issuer = papers.Issuer(
        station=desk.station, officer=desk.leader, key=door.signer(desk.register)
    )

    def text() -> str:
        done = papers.make(desk.register, papers.REQUEST, one.id, issuer, at=LATER, lang="zh")
        return text_of(done.pdf)

    receipt = text()
    for words in ("权利请求回执", one.number, "2026-12-14", "王𬎆"):
        assert words in receipt
    assert "行政复议" not in receipt
    requests.answer(desk.register, one.id, Outcome.REFUSED, "核对无误", by=desk.leader, at=LATER)
    refusal = text()
    for words in ("权利请求答复书", "■不予办理", "核对无误", "六十日内申请行政复议", "测试leader"):
        assert words in refusal
    assert refusal.replace("（接续页）", "").count("不是我") >= 290
    granted = requests.receive(desk.register, visit.person, asked, CHOSEN, by=desk.intake, at=NOON)
    requests.answer(desk.register, granted.id, Outcome.GRANTED, "已更正", by=desk.leader, at=LATER)
    done = papers.make(desk.register, papers.REQUEST, granted.id, issuer, at=LATER, lang="zh")
    assert "行政复议" not in text_of(done.pdf)
