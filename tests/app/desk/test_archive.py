"""年度归档: a whole folder a person, signed; broken off it goes on; a changed file is found."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.archiving import in_words
from app.desk import (
    admission,
    archive,
    archive_end,
    belonging_photos,
    custody,
    links,
    papers,
    protecting,
    street,
)
from app.desk.archive import Plan, Wanted
from app.domain.blacklist import StepKind
from app.domain.custody_line import read_line
from app.domain.errors import Refused, Unavailable
from app.domain.evidence import Sameness
from app.domain.ids import PersonId, VisitId
from app.domain.person import ClaimKind
from app.domain.staff import Officer, Viewing
from app.domain.street import Offer, StreetAnswer
from app.domain.visit import Answer, LeavingKind, Visit
from app.settings import Settings
from app.store import files
from app.store.ask import all_of
from tests import makers
from tests.app.paper.papers import KEY, text_of
from tests.makers import NOON
from tests.ui.blacklist import listed_people

LATER = NOON + timedelta(hours=1)
WHY = Wanted(year=2026, purpose="送市档案馆")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[makers.Desk]:
    """An open register."""
    made = makers.desk(tmp_path / "data")
    yield made
    made.register.close()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A disk."""
    folder = tmp_path / "disk"
    folder.mkdir()
    return folder


def arrive(house: makers.Desk, name: str, days: int = 0) -> Visit:
    whole = replace(makers.arrival(name), arrived_at=NOON - timedelta(days=days))
    by = house.intake
    return admission.admit(house.register, whole, house.station, by=by, at=NOON).visit


def plan(house: makers.Desk, wanted: Wanted = WHY, by: Officer | None = None) -> Plan:
    who = by or house.leader
    return archive.plan(house.register, wanted, house.station, by=who, at=LATER)


def issuer(house: makers.Desk) -> papers.Issuer:
    return papers.Issuer(station=house.station, officer=house.leader, key=KEY)


def put_all(house: makers.Desk, made: Plan, out: Path) -> list[bool]:
    half = archive.begin(made, out, house.register.folder)
    done = []
    for one in made.humans:
        archive.log(house.register, one, made, by=house.leader, at=LATER)
        whole = issuer(house)
        done.append(archive.put(house.register, one, made, half, whole, at=LATER, lang="zh"))
    return done


def finish(house: makers.Desk, made: Plan, out: Path) -> Path:
    return archive_end.finish(house.register, made, out, issuer(house), at=LATER, lang="zh")


def refused(call: object, *facts: object, **more: object) -> str:
    with pytest.raises(Refused) as caught:
        call(*facts, **more)  # type: ignore[operator]
    return caught.value.key


def test_a_year_is_a_folder_a_human_and_every_change_of_it_is_found(
    house: makers.Desk, out: Path
) -> None:
    one, again, shut = arrive(house, "王𬎆"), arrive(house, "王兵", 30), arrive(house, "赵六")
    arrive(house, "去年的人", 400)
    by = house.leader
    links.judge(house.register, one.person, again.person, Sameness.SAME, "本人承认", by=by, at=NOON)
    protecting.protect(house.register, PersonId(shut.person), "家暴", by=by, at=NOON)
    makers.leave(
        house.register, VisitId(one.id), LeavingKind.OWN_WISH, "示例市", by=house.intake, at=LATER
    )
    made = plan(house)
    assert (len(made.humans), made.sealed) == (1, 1)
    assert put_all(house, made, out) == [True]
    place = finish(house, made, out)
    assert place.name == "archive-440114-01-2026"
    assert [one.name for one in out.iterdir()] == [place.name], "nothing is left half"
    names = sorted(file.name for file in (place / "people").rglob("*.pdf"))
    assert {name.split("-", 2)[2] for name in names} >= {
        "registration.pdf", "notice.pdf", "stay.pdf", "own_leaving.pdf",
    }  # fmt: skip
    assert "求助登记表" in text_of(next(place.rglob("*registration.pdf")).read_bytes())
    record = next((place / "people").rglob("record.json")).read_text(encoding="utf-8")
    assert "王𬎆" in record
    everything = "".join(file.read_text(encoding="utf-8") for file in place.rglob("*.json"))
    assert "赵六" not in everything
    assert "去年的人" not in everything
    looked = {v.person for v in all_of(house.register, Viewing) if v.what == "archive 2026"}
    assert looked == {one.person, again.person}, "a look at each record of them"
    assert archive_end.verify(place).is_whole
    pdf, gone = (place / "people").rglob("*notice.pdf").__next__(), next(place.rglob("*stay.pdf"))
    pdf.write_bytes(pdf.read_bytes() + b" ")
    gone.unlink()
    (place / "people" / "more.txt").write_text("x")
    found = archive_end.verify(place)
    assert (len(found.changed), len(found.missing), found.extra) == (1, 1, ("people/more.txt",))
    assert "内容变了" in "\n".join(in_words(found, "zh"))
    (place / "SHA256SUMS").write_text((place / "SHA256SUMS").read_text().replace("a", "b", 1))
    assert archive_end.verify(place).signed_by == ""


def test_every_picture_and_the_papers_of_the_list_are_in_it(house: makers.Desk, out: Path) -> None:
    """A record that names a picture which is nowhere is no archive."""
    visit, by = arrive(house, "王𬎆"), house.intake
    phone = read_line("手机 ×1 黑色")
    assert phone is not None
    line = custody.add(house.register, visit.id, phone, by=by, at=NOON).id
    seen = street.Shown(jpeg=b"\xff\xd8 a telephone", width=4, height=3)
    belonging_photos.photograph(house.register, visit.id, seen, by=by, at=NOON, line=line)
    met = street.Met(
        met_at=NOON, place="桥洞", offered=(Offer.FOOD,), taken=StreetAnswer.ACCEPTED,
        person=visit.person, shown=replace(seen, jpeg=b"\xff\xd8 a bridge"),
        photo_answer=Answer.GRANTED,
    )  # fmt: skip
    settings = Settings(data=house.register.folder)
    street.meet(house.register, house.station, met, settings, by=by, at=NOON)
    for value, kind in (
        ("1980-03-02", ClaimKind.BIRTH), (listed_people.CHECKED, ClaimKind.DOCUMENT)
    ):  # fmt: skip
        said = makers.claim(makers.person(), by, value, kind)
        proved = replace(said, person=visit.person, verified=True)
        house.register.write(proved, by=by.id, at=NOON)
    lead = listed_people.lead(house, visit.person, NOON)
    listed_people.step(house, lead, StepKind.INVESTIGATED, NOON, capacity=True)
    made = plan(house)
    put_all(house, made, out)
    place = finish(house, made, out)
    day = "20261123"
    assert next(place.rglob(f"belongings/01-{day}.jpg")).read_bytes() == seen.jpeg
    assert next(place.rglob(f"street/01-{day}.jpg")).read_bytes() == b"\xff\xd8 a bridge"
    assert "重点甄别告知书" in text_of(
        next(place.rglob("papers/list-01-listing_notice.pdf")).read_bytes()
    )
    assert archive_end.verify(place).is_whole


def test_broken_off_it_goes_on_and_makes_anew_only_what_changed(
    house: makers.Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive(house, "王淼", 2)
    late = arrive(house, "李四", 1)
    made, real, count = plan(house), files.replace_file, list[Path]()

    def full(path: Path, data: bytes) -> None:
        count.append(path)
        if len(count) > 7:
            raise files.sentence_of(OSError(28, "full"), path.parent)
        real(path, data)

    monkeypatch.setattr("app.desk.archive.replace_file", full)
    with pytest.raises(Unavailable, match=r"register\.disk_full"):
        put_all(house, made, out)
    monkeypatch.undo()
    (half,) = out.iterdir()
    assert half.name.endswith(".part")
    assert len(list((half / "people").iterdir())) == 1, "nobody is half there"
    assert put_all(house, made, out) == [False, True], "who was whole is not made again"
    makers.leave(
        house.register, VisitId(late.id), LeavingKind.OWN_WISH, "示例市", by=house.intake, at=LATER
    )
    (half / "people" / "erased-since").mkdir()
    assert put_all(house, made, out) == [False, True], "who changed is made again"
    assert len(list((half / "people").iterdir())) == 2, "who is in it no more went"
    place = finish(house, made, out)
    assert archive_end.verify(place).is_whole
    assert refused(archive.begin, made, out, house.register.folder) == "archive.there_already"


def test_what_an_archive_needs_is_asked_for(house: makers.Desk, tmp_path: Path, out: Path) -> None:
    one = arrive(house, "王淼")
    assert refused(plan, house, replace(WHY, year=2027)) == "archive.year"
    assert refused(plan, house, replace(WHY, year=2025)) == "archive.nobody"
    assert refused(plan, house, replace(WHY, purpose=" ")) == "archive.needs_purpose"
    assert refused(plan, house, by=house.intake) == "staff.not_allowed"
    plan(house, by=house.administrator)
    data = house.register.folder
    assert refused(archive.begin, plan(house), data, data) == "handed.inside_data"
    assert refused(archive.begin, plan(house), tmp_path / "no", data) == "handed.no_folder"
    assert refused(archive_end.verify, _empty_list(out)) == "archive.no_list"
    with pytest.raises(Unavailable, match=r"archive\.unreadable"):
        archive_end.verify(tmp_path / "no")
    protecting.protect(house.register, PersonId(one.person), "家暴", by=house.leader, at=NOON)
    assert refused(plan, house) == "archive.nobody"
    with_second = replace(WHY, second=house.administrator)
    assert refused(plan, house, replace(WHY, second=house.leader)) == "archive.one_officer"
    assert refused(plan, house, replace(WHY, second=house.intake)) == "staff.not_allowed"
    assert refused(plan, house, with_second, house.administrator) == "staff.not_allowed"
    assert len(plan(house, with_second).humans) == 1


def test_who_is_sealed_while_it_is_made_stays_out(house: makers.Desk, out: Path) -> None:
    one = arrive(house, "王淼")
    arrive(house, "李四")
    made = plan(house)
    put_all(house, made, out)
    protecting.protect(house.register, PersonId(one.person), "家暴", by=house.leader, at=NOON)
    assert put_all(house, made, out) == [False, False]
    place = finish(house, made, out)
    index = json.loads((place / "index.json").read_bytes())
    assert [row["name"] for row in index["visits"]] == ["李四"]
    assert len(list((place / "people").iterdir())) == 1


def _empty_list(folder: Path) -> Path:
    made = folder / "odd"
    made.mkdir()
    (made / "SHA256SUMS").write_bytes(f"{'0' * 64}  ../outside\n".encode())
    return made
