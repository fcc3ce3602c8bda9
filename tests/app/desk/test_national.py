"""补录: who waits, what is keyed in, and the number; at two desks and at the centre."""

import errno
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine

from app.desk import (
    admission,
    disclosure,
    handing,
    national,
    protecting,
    rekey_form,
    views,
)
from app.desk.handing import Package
from app.desk.national import Said
from app.domain.errors import Refused, Unavailable
from app.domain.handing import Purpose
from app.domain.ids import PersonId, VisitId
from app.domain.national import NationalNumber
from app.domain.person import ClaimKind
from app.domain.rekey import Fact
from app.domain.staff import Role, Viewing
from app.domain.visit import LeavingKind, Visit
from app.store.ask import all_of
from app.store.national import numbers_of
from tests import makers
from tests.makers import NOON
from tests.two_desks import first, second

pytest_plugins = ["tests.centre"]
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[makers.Desk]:
    """An open register."""
    made = makers.desk(tmp_path / "data")
    yield made
    made.register.close()


def arrive(house: makers.Desk, name: str, hours: int = 0, **more: str) -> Visit:
    said = [admission.Said(kind=ClaimKind(kind), value=value) for kind, value in more.items()]
    plain = makers.arrival(name)
    checks = dict.fromkeys(("critical", "injury", "mental", "infection", "danger"), "no")
    whole = replace(
        plain, said=(*plain.said, *said), checks=checks | {"mental": "yes"}, story="=1+1 饿了两天",
        arrived_at=NOON - timedelta(hours=hours),
    )  # fmt: skip
    by = house.intake
    return admission.admit(house.register, whole, house.station, by=by, at=NOON).visit


def number(house: makers.Desk, visit: Visit, typed: str, **more: object) -> NationalNumber:
    said = Said(number=typed, **more)  # type: ignore[arg-type]
    return national.write_number(house.register, VisitId(visit.id), said, by=house.intake, at=LATER)


def waits(house: makers.Desk, days: int = 30) -> list[str]:
    found, many = national.waiting(
        house.register, house.station.code, days, by=house.intake, at=LATER
    )
    assert many == len(found)
    return [one.card.name for one in found]


def refused(call: object, *facts: object, **more: object) -> str:
    with pytest.raises(Refused) as caught:
        call(*facts, **more)  # type: ignore[operator]
    return caught.value.key


def test_who_has_no_number_waits_oldest_first_and_nobody_who_is_sealed(house: makers.Desk) -> None:
    new, old = arrive(house, "李四"), arrive(house, "王二", 5)
    shut = arrive(house, "赵六", 9)
    arrive(house, "很久以前", 24 * 40)
    protecting.protect(house.register, PersonId(shut.person), "家暴", by=house.leader, at=LATER)
    assert waits(house) == ["王二", "李四"]
    made = number(house, old, "a-1001")
    assert made.number == "A-1001"
    assert waits(house) == ["李四"]
    back = number(house, old, "", words="录错了人", corrects=made.id)
    assert waits(house) == ["王二", "李四"], "taken back, it waits again"
    assert refused(number, house, old, "B-20000", corrects=back.id) == (
        "national.nothing_to_correct"
    )
    number(house, old, "B-20000")
    for sees in (house.intake, house.leader):
        with pytest.raises(Refused, match=r"national\.no_visit"):
            national.open_panel(house.register, VisitId(shut.id), by=sees, at=LATER)
    assert refused(number, house, new, "\uff22\uff0d\uff1200\uff10\uff10") == "national.taken"
    assert refused(number, house, old, "B-20001") == "national.there_already"


def test_every_field_has_the_form_that_the_system_wants(house: makers.Desk) -> None:
    visit = arrive(house, "王𬎆", sex="2", ethnicity="02", birth="1979")
    makers.leave(
        house.register, VisitId(visit.id), LeavingKind.OWN_WISH, "示例市", by=house.intake,
        at=LATER,
    )  # fmt: skip
    panel = national.open_panel(house.register, VisitId(visit.id), by=house.intake, at=LATER)
    found = {one.field.fact: one for one in panel.values}
    assert [one.field.label for one in panel.values] == [
        one.label for one in rekey_form.form().fields
    ], "in the order of the file"
    assert (found[Fact.SEX].value, found[Fact.SEX].beside) == ("2", "女")
    assert (found[Fact.ETHNICITY].value, found[Fact.ETHNICITY].beside) == ("02", "蒙古族")
    assert (found[Fact.BIRTH].value, found[Fact.BIRTH].doubt) == ("", "national.no_whole_day")
    assert found[Fact.ARRIVED_AT].value == "2026-11-23 12:00", "the station's clock"
    assert found[Fact.LEFT_AS].value == "自行离站"
    assert found[Fact.CHECKS].value == "疑似精神障碍"
    assert [one.purpose for one in all_of(house.register, Viewing)] == ["rekey"]


def test_a_file_of_fields_that_somebody_broke_is_a_sentence(tmp_path: Path) -> None:
    whole = rekey_form.FILE.read_text(encoding="utf-8")
    for n, (old, new, where) in enumerate((
        ('date = "YYYY-MM-DD"', 'date = "YYYY-MM"', "YYYY-MM"),
        ('label = "别名"', 'label = "姓名"', "姓名"),
        ('pattern = "[0-9A-Z]', 'pattern = "([0-9A-Z]', "pattern"),
        ('fact = "phone"', 'fact = "phone"\nby_code = true', "codes"),
    )):  # fmt: skip
        file = tmp_path / f"{n}.toml"
        file.write_text(whole.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(Refused) as caught:
            rekey_form.form(file)
        assert where in str(caught.value.facts["where"])
    for n, content in enumerate(
        (b"\xff\xfe", b"[[group]", whole.replace("by_code", "code").encode())
    ):
        file = tmp_path / f"odd{n}.toml"
        file.write_bytes(content)
        with pytest.raises(Unavailable, match=r"form\.damaged"):
            rekey_form.form(file)


def test_every_desk_of_the_station_hears_the_number_and_the_first_of_two_counts(
    engine: Engine, tmp_path: Path
) -> None:
    one, house = first(engine, tmp_path / "a")
    visit = arrive(house, "王𬎆")
    one.push()
    one.pull()
    other = second(engine, tmp_path / "b")
    other.pull()
    made = number(house, visit, "A-1001")
    late = Said(number="A-1002")
    national.write_number(
        other.register, VisitId(visit.id), late, by=house.leader, at=LATER + timedelta(minutes=1)
    )
    one.push()
    other.push()
    for side in (one, other):
        side.pull()
        assert numbers_of(side.register, [visit.id])[visit.id].number == made.number
        side.register.close()


def test_the_person_reads_the_number_on_their_own_paper(house: makers.Desk) -> None:
    visit = arrive(house, "王𬎆")
    made = number(house, visit, "A-1001")
    number(house, visit, "A-1002", words="抄错一位", corrects=made.id)
    person = PersonId(visit.person)
    by, at = house.intake, LATER
    file = views.open_file(house.register, person, "查", by=by, at=at)
    told = disclosure.chapters(house.register, file, 5, by=by, at=at, lang="zh")
    text = "\n".join(line.text for chapter in told for line in chapter.lines)
    for word in ("A-1001", "A-1002", "抄错一位"):
        assert word in text


WHY = Purpose(why="城市救助平台数据对接", to="示例市民政局")


def package(
    house: makers.Desk, *visits: Visit, purpose: Purpose = WHY, health: bool = False
) -> Package:
    by, register = house.leader, house.register
    order = handing.choose(
        register, [one.id for one in visits], purpose, house.station, wants_health=health, by=by,
        at=LATER,
    )  # fmt: skip
    handing.begin(register, order, by=by)
    return handing.gather(register, order, house.station, by=by)


def test_a_package_leaves_sealed_people_and_health_out_and_is_logged(
    house: makers.Desk, tmp_path: Path
) -> None:
    one, shut = arrive(house, "=HYPERLINK(1)"), arrive(house, "赵六")
    number(house, one, "A-1001")
    protecting.protect(house.register, PersonId(shut.person), "家暴", by=house.leader, at=LATER)
    made = package(house, one, shut)
    assert made.left_out == 1
    folder = tmp_path / "stick"
    folder.mkdir()
    written = handing.write(made, folder, tmp_path / "data")
    said = json.loads(written.files[0].read_bytes())
    body = json.dumps(said["records"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(body.encode()).hexdigest() == said["sha256"] == written.checksum
    assert (said["schema"], said["purpose"], said["to"]) == ("guitu-handing/1", WHY.why, WHY.to)
    text = written.files[0].read_text(encoding="utf-8")
    assert "A-1001" in text
    assert not [word for word in ("赵六", "精神", "饿了") if word in text]
    sheet = load_workbook(written.files[1]).worksheets[0]
    cell = next(c for row in sheet.iter_rows() for c in row if c.value == "=HYPERLINK(1)")
    assert (cell.data_type, cell.quotePrefix) == ("s", True), "a text, never a formula"
    (seen,) = (v for v in all_of(house.register, Viewing) if v.what == "handed")
    assert (seen.person, seen.officer) == (one.person, house.leader.id)
    assert WHY.why in seen.purpose
    assert WHY.to in seen.purpose
    with_health = package(house, one, purpose=replace(WHY, health="传染病随访"), health=True)
    assert "精神" in handing.as_json(with_health).decode()


def test_what_a_package_needs_is_asked_for(house: makers.Desk, tmp_path: Path) -> None:
    one = arrive(house, "王淼")

    def asks(purpose: Purpose, *visits: Visit, health: bool = False) -> str:
        return refused(lambda: package(house, *visits, purpose=purpose, health=health))

    assert asks(WHY) == "handed.needs_people"
    assert asks(replace(WHY, why=""), one) == "handed.needs_purpose"
    assert asks(replace(WHY, to=""), one) == "handed.needs_to"
    assert asks(WHY, one, health=True) == "handed.needs_health_purpose"
    assert all_of(house.register, Viewing) == [], "nothing was handed on"
    made, data = package(house, one), tmp_path / "data"
    assert refused(handing.write, made, tmp_path / "none", data) == "handed.no_folder"
    assert refused(handing.write, made, data, data) == "handed.inside_data"
    handing.write(made, tmp_path, data)
    assert refused(handing.write, made, tmp_path, data) == "handed.there_already"
    by = replace(house.leader, role=Role.INTAKE)
    assert refused(
        handing.choose, house.register, [one.id], WHY, house.station, wants_health=False, by=by,
        at=LATER,
    ) == "staff.not_allowed"  # fmt: skip


def test_on_a_full_disk_neither_file_stays(
    house: makers.Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = package(house, arrive(house, "王淼"))
    real, done = os.fsync, list[int]()

    def full(descriptor: int) -> None:
        done.append(descriptor)
        if len(done) > 2:  # the first file and its folder
            raise OSError(errno.ENOSPC, "full")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    folder = tmp_path / "stick"
    folder.mkdir()
    with pytest.raises(Unavailable, match=r"register\.disk_full"):
        handing.write(made, folder, tmp_path / "data")
    assert list(folder.iterdir()) == []
