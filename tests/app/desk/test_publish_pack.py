"""发布包 and PFIF: what the approved notice does not tell is not told, and it is taken back."""

import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from app.desk import admission, letters, protecting, publish_pack
from app.desk import pfif_import as taking
from app.domain.errors import Refused
from app.domain.outside_letter import LetterKind, OutsideLetter
from app.domain.person import ClaimKind
from app.domain.pfif import PfifPerson, retracted
from app.domain.pfif_report import Fate
from app.domain.publishing import Pack
from app.domain.staff import Viewing
from app.settings import Settings
from app.store.ask import all_of
from app.store.inquiries import by_reference, own
from app.wire.pfif_read import survey, taken
from app.wire.pfif_write import write_pfif
from tests import makers
from tests.app.desk.test_letters import LATER, _arrive, _write

NOW = LATER + timedelta(hours=1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A county publishes."""
    data = tmp_path / "data"
    data.mkdir()
    return Settings(
        data=data, publisher_domain="xunqin.example.org", publisher_name="示例县救助服务热线",
        publisher_phone="12345",
    )  # fmt: skip


def _notice(desk: makers.Desk, *said: admission.Said, approved: bool = True) -> OutsideLetter:
    visit = _arrive(desk, *said)
    made = _write(desk, visit, LetterKind.PUBLIC_NOTICE)
    if approved:
        letters.approve(desk.register, made.letter, by=desk.leader, at=LATER)
    return made


def _pack(desk: makers.Desk, made: OutsideLetter, settings: Settings) -> Pack:
    return publish_pack.look(
        desk.register, made.letter, desk.station, settings, by=desk.intake, at=NOW
    )


def _named(name: str = "王淼𬎆") -> tuple[admission.Said, ...]:
    return (
        admission.Said(kind=ClaimKind.NAME, value=name),
        admission.Said(kind=ClaimKind.SEX, value="1"),
        admission.Said(kind=ClaimKind.AGE, value="50-60"),
        admission.Said(kind=ClaimKind.DOCUMENT, value="45270119500101001X"),
    )


def test_the_pack_has_notice_photograph_pfif_and_sums_and_tells_no_station(
    desk: makers.Desk, settings: Settings, tmp_path: Path
) -> None:
    made = _notice(desk, *_named())
    pack = _pack(desk, made, settings)
    assert [one.what for one in all_of(desk.register, Viewing)] == ["publish"]
    done = publish_pack.write(pack, made.letter, tmp_path, settings, at=NOW)
    with zipfile.ZipFile(done.file) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    assert set(parts) == {"公告.txt", "公告.json", "公告.pfif.xml", "SHA256SUMS"}
    assert json.loads(parts["公告.json"])["id"] == publish_pack.record_id(made.letter)[:8]
    assert "王淼𬎆" in parts["公告.txt"].decode()
    report = survey(BytesIO(parts["公告.pfif.xml"]), NOW)
    (person,) = taken(BytesIO(parts["公告.pfif.xml"]), report, NOW)
    assert isinstance(person, PfifPerson)
    assert (person.full_name, person.sex, person.age) == ("王淼𬎆", "male", (50, 60))
    assert person.expiry_date == LATER + timedelta(days=180)
    whole = b"".join(parts.values()).decode(errors="ignore")
    assert not [word for word in (desk.station.name, "452701", "440114") if word in whole]
    with pytest.raises(Refused, match=r"publish\.there_already"):
        publish_pack.write(pack, made.letter, tmp_path, settings, at=NOW)
    with pytest.raises(Refused, match=r"publish\.inside_data"):
        publish_pack.write(pack, made.letter, settings.data, settings, at=NOW)


def test_a_childs_pack_has_neither_name_nor_place(desk: makers.Desk, settings: Settings) -> None:
    child = (
        admission.Said(kind=ClaimKind.NAME, value="李小朵"),
        admission.Said(kind=ClaimKind.AGE, value="8-10"),
    )
    pack = _pack(desk, _notice(desk, *child), settings)
    told = " ".join(pack.said.values())
    assert pack.minor
    assert not [word for word in ("李小朵", "东广场") if word in told]


def test_what_is_not_approved_sealed_or_down_is_not_published(
    desk: makers.Desk, settings: Settings, tmp_path: Path
) -> None:
    draft = _notice(desk, *_named(), approved=False)
    with pytest.raises(Refused, match=r"publish\.not_approved"):
        _pack(desk, draft, settings)
    made = _notice(desk, *_named("赵磊"))
    with pytest.raises(Refused, match=r"publish\.still_up"):
        _retract(desk, made, tmp_path, settings)
    letters.send(desk.register, made.letter, "published", by=desk.intake, at=NOW)
    down = letters.CameBack(result="taken_down", whom="热线")
    letters.answer(desk.register, made.letter, down, by=desk.intake, at=NOW)
    with pytest.raises(Refused, match=r"publish\.taken_down"):
        _pack(desk, made, settings)
    gone = _retract(desk, made, tmp_path, settings)
    report = survey(BytesIO(gone.file.read_bytes()), NOW)
    assert list(report.expired) == [f"xunqin.example.org/{publish_pack.record_id(made.letter)}"]
    assert b"\xe8\xb5\xb5" not in gone.file.read_bytes()
    with pytest.raises(Refused, match=r"publish\.no_domain"):
        _retract(desk, made, tmp_path, replace(settings, publisher_domain=""))
    other = _notice(desk, *_named("钱进"))
    protecting.protect(desk.register, other.person, "家暴", by=desk.leader, at=NOW)
    with pytest.raises(Refused, match=r"outside\.(sealed|unknown)"):
        _pack(desk, other, settings)


def _retract(
    desk: makers.Desk, made: OutsideLetter, folder: Path, settings: Settings
) -> publish_pack.Packed:
    whole = publish_pack.retract(desk.register, made.letter, settings, by=desk.leader, at=NOW)
    return publish_pack.write_retraction(whole, folder, settings, at=NOW)


def _file(folder: Path, *people: PfifPerson) -> Path:
    out = BytesIO()
    write_pfif(out, people, NOW)
    file = folder / "missing.xml"
    file.write_bytes(out.getvalue())
    return file


MISSED = PfifPerson(
    person_record_id="other.example.net/p1", entry_date=NOW, source_date=NOW,
    expiry_date=NOW + timedelta(days=30), full_name="符建国", sex="male", age=(38, 42),
    home_state="CN-SC", home_city="仪陇县", home_country="CN", author_name="赵桂兰",
    author_phone="+8613800000001", description="左前臂烫伤疤痕",
)  # fmt: skip


def _take(desk: makers.Desk, file: Path) -> int:
    report = taking.look_through(file, NOW)
    assert report.count(Fate.TAKEN, "person") + report.count(Fate.EXPIRED, "person")
    by, said = desk.intake, {MISSED.person_record_id}
    taking.end_expired(desk.register, report, by=by, at=NOW, agreed=said)
    some = list(taking.pieces(file, report, NOW))
    took = taking.take(desk.register, some, desk.station, file.name, by=by, at=NOW, agreed=said)
    assert not took.refused
    return took.new


def test_a_file_of_missed_people_becomes_inquiries_once_and_an_expired_one_ends(
    desk: makers.Desk, tmp_path: Path
) -> None:
    file = _file(tmp_path, MISSED)
    assert _take(desk, file) == 1
    (whole,) = own(desk.register, desk.station.code, 10)
    assert (whole.value("name"), whole.value("age"), whole.value("home_place")) == (
        "符建国", "38-42", "四川省仪陇县",
    )  # fmt: skip
    assert whole.inquirer["name"] == "赵桂兰"
    assert "赵桂兰" not in str(whole.said), "who looks is not what is said of the sought"
    assert _take(desk, file) == 0, "twice is once"
    newer = replace(MISSED, alternate_names=("建娃",), source_date=NOW + timedelta(minutes=1))
    _take(desk, _file(tmp_path, newer))
    (whole,) = own(desk.register, desk.station.code, 10)
    assert whole.value("aliases") == "建娃"
    _take(desk, _file(tmp_path, retracted(MISSED.person_record_id, NOW)))
    found = by_reference(desk.register, MISSED.person_record_id)
    assert found
    assert not found.is_open


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"pfif_import\.unreadable"):
        taking.look_through(tmp_path / "none.xml", NOW)
