"""Papers of a visit: what is in the register stands on the paper, and a reprint says so."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest

from app.desk import door, drafts, papers, verify_voucher, vouchers
from app.desk.admission import Asked, Item, Said, admit, said_birth, said_document
from app.desk.homes import said_place
from app.desk.numbers import Numbers
from app.desk.publish import publish
from app.desk.vouchers import Journey, number_of
from app.desk.vouchers import make as make_voucher
from app.domain.birth import read_birth
from app.domain.document import read_number
from app.domain.errors import Refused, Unavailable
from app.domain.face import Scope
from app.domain.ids import VisitId, new_id
from app.domain.number import VOUCHER
from app.domain.person import ClaimKind
from app.domain.staff import Viewing
from app.domain.visit import About, Answer
from app.places import places
from app.store.ask import all_of
from app.store.people import file_of
from tests import makers
from tests.makers import NOON


def text_of(pdf: bytes) -> str:
    """What another program reads."""
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


@pytest.fixture
def visit(desk: makers.Desk) -> VisitId:
    """Somebody with a rare name arrived."""
    said = (
        Said(kind=ClaimKind.NAME, value="王𬎆"),
        Said(kind=ClaimKind.ETHNICITY, value="05"),
        Said(kind=ClaimKind.KIN, value="王大", detail={"phone": "13900000001"}),
    )
    arrival = replace(
        makers.arrival(),
        said=said,
        story="钱包被盗，请求返乡",
        asked=(
            Asked(about=About.NOTICE, answer=Answer.GRANTED),
            Asked(about=About.FACE, answer=Answer.REFUSED),
        ),
        items=(Item(item="手机", features="黑色"), Item(item="被褥", quantity=2)),
    )
    return admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON).visit.id


def issuer(desk: makers.Desk) -> papers.Issuer:
    """The intake officer, with the station's key."""
    return papers.Issuer(station=desk.station, officer=desk.intake, key=door.signer(desk.register))


def make(desk: makers.Desk, form: str, subject: VisitId, lang: str = "zh") -> papers.Made:
    """As the intake officer."""
    return papers.make(desk.register, form, subject, issuer(desk), at=NOON, lang=lang)


def test_the_rest_of_form_1_is_printed(desk: makers.Desk) -> None:
    detail = {
        "since": "今年三月起",
        "welfare": "tekun",
        "queries": "公安人口库：查无此人\n全国寻亲网: 无匹配\n户籍地民政局",
        "result": "helped",
        "result_note": "暂住一晚",
        "second": "陈复核",
    }
    arrival = replace(makers.arrival("王淼"), detail=detail)
    done = admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON)
    assert done.visit.detail == detail
    text = text_of(make(desk, papers.REGISTRATION, VisitId(done.visit.id)).pdf)
    for wanted in ("今年三月起", "公安人口库：查无此人", "全国寻亲网：无匹配", "户籍地民政局"):
        assert wanted in text
    for wanted in ("暂住一晚", "陈复核"):
        assert wanted in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_registration_form_holds_what_was_said(
    desk: makers.Desk, visit: VisitId, lang: str
) -> None:
    text = text_of(make(desk, papers.REGISTRATION, visit, lang).pdf)
    for wanted in ("王𬎆", "钱包被盗", "13900000001", "手机（黑色）", "被褥×2", desk.station.name):
        assert wanted in text.replace("\r\n", "")
    assert ("维吾尔族" if lang == "zh" else "Uygur") in text


def test_the_notice_shows_only_what_was_answered(desk: makers.Desk, visit: VisitId) -> None:
    made = make(desk, papers.NOTICE, visit)
    assert desk.station.complaint_phone in text_of(made.pdf)
    blank = papers.blank_notice(desk.station, desk.intake, at=NOON, lang="zh")
    assert text_of(blank)
    assert "王𬎆" not in text_of(blank)


def test_a_second_printing_says_that_it_is_one(desk: makers.Desk, visit: VisitId) -> None:
    first = make(desk, papers.REGISTRATION, visit)
    papers.printed(desk.register, first, "file", by=desk.intake, at=NOON)
    second = make(desk, papers.REGISTRATION, visit)
    assert (first.copy, second.copy) == (1, 2)
    assert "补打" not in text_of(first.pdf)
    assert "补打" in text_of(second.pdf)


def test_the_printed_voucher_is_genuine_until_it_is_void(
    desk: makers.Desk, visit: VisitId, data: Path, tmp_path: Path
) -> None:
    day = NOON.date() + timedelta(days=1)
    journey = vouchers.Journey(from_place="广州南", to_place="喀什", depart_on=day, valid_until=day)
    made = vouchers.issue(
        desk.register, visit, journey, desk.station, by=desk.intake, at=NOON, most_days=3
    )
    paper = tmp_path / "voucher.pdf"
    papers.save(papers.make(
        desk.register, papers.VOUCHER, made.id, issuer(desk), at=NOON, lang="zh"
    ), paper)  # fmt: skip
    assert "王𬎆" in text_of(paper.read_bytes())

    def check(days: int = 0) -> int:
        now = NOON + timedelta(days=days)
        return verify_voucher.verify(str(paper), data, "zh", now=now)[0]

    assert check() == 0
    assert check(days=5) == 5
    vouchers.void(desk.register, made.id, "改签", by=desk.intake, at=NOON)
    assert check() == 6
    assert "作" in text_of(
        papers.make(desk.register, papers.VOUCHER, made.id, issuer(desk), at=NOON, lang="zh").pdf
    )


def test_a_voucher_stands_although_the_public_files_cannot_be_written(
    desk: makers.Desk, visit: VisitId, data: Path
) -> None:
    (data / "public").write_bytes(b"a file where the folder should be")
    day = NOON.date()
    journey = vouchers.Journey(from_place="广州南", to_place="喀什", depart_on=day, valid_until=day)
    made = vouchers.issue(
        desk.register, visit, journey, desk.station, by=desk.intake, at=NOON, most_days=3
    )
    with pytest.raises(Unavailable, match=r"voucher\.void_not_listed"):
        vouchers.void(desk.register, made.id, "改签", by=desk.intake, at=NOON)
    (data / "public").unlink()
    with pytest.raises(Refused, match=r"voucher\.already_void"):
        vouchers.void(desk.register, made.id, "改签", by=desk.intake, at=NOON)
    assert made.serial in (data / "public" / "voided.json").read_text(encoding="utf-8")


def test_what_is_published_names_nobody(desk: makers.Desk, visit: VisitId, data: Path) -> None:
    publish(desk.register, desk.station, NOON)
    for file in (data / "public").iterdir():
        assert "王" not in file.read_text(encoding="utf-8")


def test_papers_of_nothing_are_refused(desk: makers.Desk) -> None:
    for form in (papers.REGISTRATION, papers.NOTICE):
        with pytest.raises(Refused, match=r"paper\.no_subject"):
            make(desk, form, VisitId(new_id()))
    with pytest.raises(Refused, match=r"voucher\.unknown"):
        make(desk, papers.VOUCHER, VisitId(new_id()))


def test_a_draft_is_kept_encrypted_until_it_is_dropped(desk: makers.Desk) -> None:
    one = drafts.Draft(id=new_id(), officer=desk.intake.id, saved_at=NOON, content=b"a")
    drafts.keep(desk.register, one)
    drafts.keep(desk.register, replace(one, content=b"ab"))
    colleague = replace(one, id=new_id(), officer=desk.leader.id, saved_at=NOON + timedelta(1))
    drafts.keep(desk.register, colleague)
    waiting = drafts.waiting(desk.register, by=desk.intake)
    assert [w.id for w in waiting] == [one.id, colleague.id]
    assert drafts.take_up(desk.register, one.id, by=desk.intake, at=NOON).content == b"ab"
    assert all_of(desk.register, Viewing) == []
    drafts.take_up(desk.register, colleague.id, by=desk.intake, at=NOON)
    assert [v.purpose for v in all_of(desk.register, Viewing)] == ["draft"]
    drafts.drop(desk.register, colleague.id)
    assert [w.id for w in drafts.waiting(desk.register, by=desk.intake)] == [one.id]
    with pytest.raises(Refused, match=r"draft\.gone"):
        drafts.take_up(desk.register, colleague.id, by=desk.intake, at=NOON)
    for deed in (
        lambda: drafts.waiting(desk.register, by=desk.auditor),
        lambda: drafts.take_up(desk.register, one.id, by=desk.auditor, at=NOON),
    ):
        with pytest.raises(Refused, match=r"staff\.not_allowed"):
            deed()


def test_a_draft_that_a_full_disk_keeps_does_not_undo_what_it_became(desk: makers.Desk) -> None:
    kept = drafts.Draft(id=new_id(), officer=desk.intake.id, saved_at=NOON, content=b"x")
    drafts.keep(desk.register, kept)
    full = desk.register._engine.raw_connection().driver_connection
    assert full is not None
    full.execute("PRAGMA query_only=ON")
    drafts.drop(desk.register, kept.id)
    full.execute("PRAGMA query_only=OFF")
    assert [d.id for d in drafts.waiting(desk.register, by=desk.intake)] == [kept.id]


@pytest.mark.parametrize(("lang", "words"), [("zh", "约 53 岁"), ("en", "about 53 years")])
def test_an_estimated_age_is_printed_in_the_language_of_the_paper(
    desk: makers.Desk, lang: str, words: str
) -> None:
    arrival = replace(makers.arrival(), said=(Said(kind=ClaimKind.AGE, value="53"),))
    done = admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON)
    assert words in text_of(make(desk, papers.REGISTRATION, done.visit.id, lang).pdf)


@pytest.mark.parametrize(("lang", "words"), [("zh", "约 40–50 岁"), ("en", "about 40–50 years")])
def test_an_interval_of_ages_is_printed_whole(desk: makers.Desk, lang: str, words: str) -> None:
    said = said_birth(read_birth("四十到五十岁", NOON.date()))
    arrival = replace(makers.arrival(), said=tuple(said))
    done = admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON)
    assert words in text_of(make(desk, papers.REGISTRATION, done.visit.id, lang).pdf)


def test_no_document_is_printed_with_its_reason_and_no_number_is_on_the_voucher(
    desk: makers.Desk,
) -> None:
    none = said_document(read_number("", NOON.date()), "none", "stolen")
    arrival = replace(makers.arrival("王淼"), said=(none,))
    done = admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON)
    printed = text_of(make(desk, papers.REGISTRATION, done.visit.id).pdf)
    assert "无证件（被盗）" in printed
    assert number_of(file_of(desk.register, done.visit.person)) == ""


def test_a_voucher_carries_the_home_by_its_name_of_today(desk: makers.Desk) -> None:
    home = said_place(ClaimKind.HOME, "广东省花县新华镇", places())
    arrival = replace(makers.arrival("王淼"), said=(home,))
    done = admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON)
    numbers = Numbers(desk.register, VOUCHER, desk.station.code)
    day = NOON.date()
    trip = Journey(from_place="广州南", to_place="花都", depart_on=day, valid_until=day)
    made = make_voucher(
        desk.register, done.visit, trip, desk.station, numbers, by=desk.intake, at=NOON
    )
    assert made.home == "广东省广州市花都区新华镇"
    assert file_of(desk.register, done.visit.person).value(ClaimKind.HOME) == "广东省花县新华镇"


def test_a_voucher_is_chinese_whatever_language_the_desk_speaks(
    desk: makers.Desk, visit: VisitId
) -> None:
    journey = Journey(
        from_place="广州南", to_place="成都东", depart_on=NOON.date(), valid_until=NOON.date()
    )
    issued = vouchers.issue(
        desk.register, visit, journey, desk.station, by=desk.intake, at=NOON, most_days=3
    )
    made = papers.make(desk.register, papers.VOUCHER, issued.id, issuer(desk), at=NOON, lang="en")
    text = text_of(made.pdf)
    assert "购票凭证" in text
    assert "voucher" not in text.lower()


@pytest.mark.parametrize(
    ("scope", "ticked"), [(None, ""), (Scope.NETWORK, "■各救助站"), (Scope.TRACING, "■只为寻亲")]
)
def test_the_notice_says_how_far_a_face_may_go(
    desk: makers.Desk, scope: Scope | None, ticked: str
) -> None:
    said = Asked(about=About.FACE, answer=Answer.GRANTED, scope=scope)
    arrival = replace(makers.arrival("王五"), asked=(said,))
    visit = admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON).visit.id
    read = text_of(make(desk, "notice", visit).pdf).replace(" ", "")
    assert "■同意" in read
    assert read.count("■") == (2 if scope else 1), "nothing is ticked beforehand"
    assert ticked in read
