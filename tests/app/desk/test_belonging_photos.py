"""Pictures of what is in custody: beside their line, on form 4, and nobody's photograph."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.desk import admission, belonging_photos, custody, erasing, papers
from app.desk.custody import Back, Bag, Signed
from app.desk.street import Shown
from app.domain.belonging_photo import MOST, BelongingPhoto
from app.domain.custody import Attested
from app.domain.custody_line import Said, read_line
from app.domain.erasure import Ground
from app.domain.errors import Refused
from app.domain.face import Photograph, Template
from app.domain.ids import BelongingId, new_id
from app.domain.visit import Visit
from app.store.ask import all_of
from app.store.custody import account_of, photos_by_line
from app.store.people import card, visit_photo
from tests import makers
from tests.app.paper.papers import KEY, text_of
from tests.makers import NOON


@pytest.fixture
def house(tmp_path: Path) -> Iterator[makers.Desk]:
    """An open register."""
    made = makers.desk(tmp_path / "data")
    yield made
    made.register.close()


def shown(colour: str = "blue") -> Shown:
    """A picture of a blue bag."""
    out = BytesIO()
    Image.new("RGB", (320, 240), colour).save(out, "JPEG")
    return Shown(jpeg=out.getvalue(), width=320, height=240)


def arrive(house: makers.Desk) -> Visit:
    arrival = makers.arrival("王𬎆")
    return admission.admit(house.register, arrival, house.station, by=house.intake, at=NOON).visit


def write(house: makers.Desk, visit: Visit, text: str, **more: object) -> BelongingId:
    said = read_line(text) or Said(item="")
    return custody.add(house.register, visit.id, said, by=house.intake, at=NOON, **more).id  # type: ignore[arg-type]


def take(
    house: makers.Desk, visit: Visit, picture: Shown | None = None, **of: object
) -> BelongingPhoto:
    picture = picture or shown()
    return belonging_photos.photograph(
        house.register,
        visit.id,
        picture,
        by=house.intake,
        at=NOON,
        **of,  # type: ignore[arg-type]
    )


def seal(house: makers.Desk, visit: Visit) -> Signed:
    signed = Signed(how=Attested.SIGNED, second=house.leader.id)
    bag = Bag(bag="B-1")
    custody.seal(house.register, visit.id, bag, signed, by=house.intake, at=NOON)
    return signed


def test_a_thing_keeps_its_picture_whatever_becomes_of_it(
    house: makers.Desk,
) -> None:
    visit = arrive(house)
    wrong = write(house, visit, "手提包")
    first = take(house, visit, line=wrong)
    right = write(house, visit, "手提箱 蓝色", corrects=wrong)
    assert photos_by_line(house.register, visit.id) == {right: [first]}
    signed = seal(house, visit)
    (bag,) = account_of(house.register, visit.id).bags
    whole = take(house, visit, bag=bag.id, picture=shown("red"))
    back = Back(items={str(right): 1}, missing={})
    custody.give_back(house.register, visit.id, back, signed, by=house.intake, at=NOON)
    assert photos_by_line(house.register, visit.id) == {right: [first], bag.id: [whole]}
    assert not all_of(house.register, Photograph)
    assert not all_of(house.register, Template)
    assert visit_photo(house.register, visit.id) is None
    assert card(house.register, visit.person).photo is None
    undone = belonging_photos.take_back(
        house.register, visit.id, first.id, by=house.intake, at=NOON
    )
    assert undone.supersedes == first.id
    assert photos_by_line(house.register, visit.id) == {bag.id: [whole]}


def test_what_is_not_there_is_not_photographed_and_more_than_enough_neither(
    house: makers.Desk,
) -> None:
    visit = arrive(house)
    bag = write(house, visit, "手提包")
    for wrong in ({"line": new_id()}, {"bag": new_id()}, {}):
        with pytest.raises(Refused, match=r"custody\.nothing_to_photograph"):
            take(house, visit, **wrong)  # type: ignore[arg-type]
    for _ in range(MOST):
        take(house, visit, line=bag)
    with pytest.raises(Refused, match=r"custody\.photos_enough"):
        take(house, visit, line=bag)
    assert len(all_of(house.register, BelongingPhoto)) == MOST


def test_form_4_shows_them_by_their_lines_and_who_is_erased_takes_them_along(
    house: makers.Desk,
) -> None:
    visit = arrive(house)
    write(house, visit, "100元×3")
    line = write(house, visit, "背包 蓝色")
    seal(house, visit)
    issuer = papers.Issuer(station=house.station, officer=house.intake, key=KEY)

    def made() -> papers.Made:
        return papers.make(house.register, "custody", visit.id, issuer, at=NOON, lang="zh")

    plain = made()
    assert "物品照片" not in text_of(plain.pdf)
    take(house, visit, line=line)
    again = made()
    assert "第1项" in text_of(again.pdf)
    assert again.content == plain.content  # what was signed stands
    blobs = list((house.register.folder / "blobs").glob("*/*"))
    assert len(blobs) == 1
    erasing.ask(
        house.register, visit.person, Ground.MISTAKE, "重复登记", by=house.leader,
        approver=house.administrator, at=NOON, years=10,
    )  # fmt: skip
    assert not blobs[0].exists()
    assert all_of(house.register, BelongingPhoto) == []


def test_a_picture_that_is_still_to_come_holds_no_paper_up(house: makers.Desk) -> None:
    visit = arrive(house)
    line = write(house, visit, "背包")
    one = take(house, visit, line=line)
    lost = replace(one, id=new_id(), picture="0" * 64)
    house.register.write(lost, by=house.intake.id, at=NOON, reason="belonging_photo")
    issuer = papers.Issuer(station=house.station, officer=house.intake, key=KEY)
    made = papers.make(house.register, "custody", visit.id, issuer, at=NOON, lang="zh")
    assert text_of(made.pdf).count("第1项") == 1
