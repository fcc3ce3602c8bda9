"""A photograph that the family gave: none without a basis, and gone everywhere with their word."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import DBAPIError

from app import clock
from app.desk import family_photos, inquiries, inquiry_erasing
from app.desk.family_photos import Agreed
from app.desk.inquiries import Wrote
from app.desk.street import Shown
from app.domain.erasure import Ground
from app.domain.errors import Refused, Unavailable
from app.domain.ids import new_id
from app.domain.inquiry import Inquiry
from app.domain.inquiry_photo import BACK, InquiryPhoto, photo_of
from app.store import erasures, walls
from app.store.ask import all_of
from app.store.depot import depot
from app.store.inquiries import inquiry_of
from app.store.register import open_register
from app.store.rows import values_of
from app.store.tables import change, inquiry_photo, journal
from app.sync.line import Trouble
from app.wire.talk import Piece, Want
from tests import two_desks
from tests.handed import refused
from tests.kin import LOST, MOTHER, Apart, apart
from tests.makers import NOON
from tests.two_stations import stations
from tests.ui.sample import SAMPLES

pytest_plugins = ["tests.centre"]
GIVEN = Agreed(whom="赵桂兰", how="spoken", on=NOON.date(), use="compare", year="2014")
PICTURE = Shown(jpeg=(SAMPLES / "m01" / "1.jpg").read_bytes(), width=480, height=640)


@pytest.fixture
def both(engine: Engine, tmp_path: Path) -> Iterator[Apart]:
    """Somebody is at the first station; at the other one is asked for him."""
    with apart(engine, tmp_path) as made:
        yield made


def _keep(both: Apart, asked: Inquiry, agreed: Agreed = GIVEN) -> InquiryPhoto:
    house = both.there.house
    return family_photos.keep(
        house.register, asked.id, agreed, PICTURE, by=house.intake, at=both.now()
    )


def _take_back(both: Apart, asked: Inquiry, **more: Any) -> None:
    house = both.there.house
    family_photos.take_back(
        house.register, asked.id, "母亲来电撤回", by=house.intake, at=both.now(), **more
    )


def _files(both: Apart) -> list[Path]:
    folder = both.there.register.folder
    return [one for one in (folder / "blobs").glob("*/*") if one.is_file()]


def _at_the_centre(engine: Engine) -> str:
    with walls.within(engine, walls.EVERYWHERE) as connection:
        bodies = b"".join(connection.execute(select(change.c.body)).scalars())
        return bodies.decode(errors="ignore") + str(connection.execute(select(inquiry_photo)).all())


def test_without_a_basis_no_photograph_is_kept(both: Apart) -> None:
    asked = both.ask()
    both.meet()
    for wrong, key in (
        ({"whom": " "}, "photo_needs_giver"), ({"how": ""}, "photo_needs_how"),
        ({"on": None}, "photo_needs_day"), ({"use": "poster"}, "photo_needs_use"),
        ({"year": "近几年"}, "photo_year"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=rf"inquiry\.{key}"):
            _keep(both, asked, replace(GIVEN, **wrong))
    assert _files(both) == []


def test_a_picture_without_a_consent_stands_nowhere(both: Apart, engine: Engine) -> None:
    asked, house, consent = both.ask(), both.there.house, new_id()
    both.meet()
    alone = InquiryPhoto(
        id=photo_of(consent), station=both.there.code, inquiry=asked.id, consent=consent,
        picture="a" * 64, width=1, height=1, officer=house.intake.id, at=both.now(),
    )  # fmt: skip
    assert refused(both.ends(), both.there, alone) == "inquiry.photo_needs_basis"
    made = _keep(both, asked)
    both.meet()
    other = replace(made, id=new_id())
    assert refused(both.ends(), both.there, other) == "inquiry.photo_needs_basis"
    row = values_of("inquiry_photo", alone) | {"versions": {}, "extra": {}}
    with walls.within(engine, walls.EVERYWHERE) as connection:
        put = insert(inquiry_photo).values(row)
        with pytest.raises(DBAPIError, match=r"photo_needs_basis"):
            connection.execute(put)


def test_with_the_consent_the_photograph_goes_at_the_desk_and_the_centre_and_stays_gone(
    both: Apart, engine: Engine
) -> None:
    asked, register = both.ask(), both.there.register
    made = _keep(both, asked)
    both.meet()
    assert made.picture in _at_the_centre(engine)
    assert all_of(both.here.register, InquiryPhoto) == [], "it stays at the station that asked"
    (file,) = _files(both)
    _take_back(both, asked)
    assert not file.exists()
    assert all_of(register, InquiryPhoto) == []
    both.meet()
    assert made.picture not in _at_the_centre(engine)
    said = register.ask(select(journal.c.payload).where(journal.c.payload.is_not(None)))
    assert made.picture.encode() not in b"".join(row.payload for row in said)
    whole = inquiry_of(register, asked.id)
    assert whole is not None
    assert whole.photos == []
    assert whole.entries[-1].result in BACK, "that it went stays in the history"
    with pytest.raises(Refused, match=r"inquiry\.no_photo"):
        _take_back(both, asked)
    # As an older backup would bring it again.
    register.write(made, by=made.officer, at=both.now())
    folder, key = register.folder, both.there.house.key
    assert made.id in {one.person for one in erasures.read(folder, key)}
    both.meet()
    assert made.picture not in _at_the_centre(engine)
    register.close()
    again = open_register(folder, key, both.now())
    assert all_of(again, InquiryPhoto) == []
    again.close()


def test_a_withdrawal_that_was_broken_off_goes_on_at_the_next_opening(
    both: Apart, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, register = both.ask(), both.there.register
    _keep(both, asked)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(type(register), "erase", killed)
        with pytest.raises(KeyboardInterrupt):
            _take_back(both, asked)
    whole = inquiry_of(register, asked.id)
    assert whole is not None
    assert family_photos.photos_of(register, whole) == [], "it is shown no more at once"
    folder, key = register.folder, both.there.house.key
    register.close()
    again = open_register(folder, key, both.now())
    assert all_of(again, InquiryPhoto) == []
    assert _files(both) == []
    again.close()


def test_the_photograph_goes_with_the_inquiry_that_is_erased(both: Apart, engine: Engine) -> None:
    asked, house = both.ask(), both.there.house
    made = _keep(both, asked)
    both.meet()
    inquiries.close(
        house.register, asked.id, Wrote(result="withdrawn"), by=house.intake, at=both.now()
    )
    both.meet()
    inquiry_erasing.ask(
        house.register, asked.id, Ground.CONSENT, "寻人者书面要求", by=house.leader,
        approver=house.administrator, at=both.now(), days=730,
    )  # fmt: skip
    both.meet()
    assert all_of(house.register, InquiryPhoto) == []
    assert _files(both) == []
    assert made.picture not in _at_the_centre(engine)


def test_the_file_goes_to_the_centre_for_this_station_alone_and_is_dropped_there(
    engine: Engine, tmp_path: Path
) -> None:
    with stations(engine, tmp_path) as both:
        house, at = both.owner.house, clock.now()
        asking = inquiries.Asking(channel="visit", inquirer=MOTHER, sought=LOST)
        first = inquiries.open_(house.register, asking, house.station, by=house.intake, at=at)
        agreed = replace(GIVEN, on=at.date())
        made = family_photos.keep(house.register, first.id, agreed, PICTURE, by=house.intake, at=at)
        both.sync()
        kept = depot(tmp_path / "centre")
        assert kept.has(made.picture)
        with pytest.raises(Trouble, match=r"picture\.not_here"):
            both.asking.line.ask("/v1/pictures/get", Want(name=made.picture, offset=0), Piece)
        family_photos.take_back(house.register, first.id, "撤回", by=house.intake, at=clock.now())
        both.sync()
        assert not kept.has(made.picture)


def test_it_goes_at_the_other_desk_of_the_station(engine: Engine, tmp_path: Path) -> None:
    one, house = two_desks.first(engine, tmp_path / "one")
    other = two_desks.second(engine, tmp_path / "other")
    with closing(one.register), closing(other.register):
        asking = inquiries.Asking(channel="visit", inquirer=MOTHER, sought=LOST)
        first = inquiries.open_(one.register, asking, house.station, by=house.intake, at=NOON)
        made = family_photos.keep(one.register, first.id, GIVEN, PICTURE, by=house.intake, at=NOON)
        one.push()
        other.pull()
        assert all_of(other.register, InquiryPhoto) == [made]
        other.register.keep_picture(PICTURE.jpeg, NOON)
        family_photos.take_back(one.register, first.id, "撤回", by=house.intake, at=NOON)
        one.push()
        other.pull()
        assert all_of(other.register, InquiryPhoto) == []
        with pytest.raises(Unavailable):
            other.register.blobs.get(made.picture)
