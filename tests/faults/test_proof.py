"""What is proved after every fault would be missed if it were not there."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import delete, text, update

from app.soak import proof, station
from app.soak.station import Place, Told
from app.store import mark
from app.store.register import Register
from app.store.tables import claim, find_doc, inside, visit


@pytest.fixture
def place(data: Path) -> Place:
    """A register to look into."""
    return station.make(data / "register")


def _arrivals(place: Place, harm: Callable[[Register], None] | None = None) -> list[Told]:
    register, chance = place.open(), Random(1)
    told = [station.arrive(register, chance) for _ in range(2)]
    if harm:
        harm(register)
    register.close()
    return told


def _sql(*statements: object) -> Callable[[Register], None]:
    def harm(register: Register) -> None:
        with register._engine.begin() as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[call-overload]

    return harm


def test_a_whole_register_has_no_faults(place: Place) -> None:
    assert proof.faults(place, _arrivals(place), Random(1)) == []


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (_sql(delete(claim)), "rows and journal differ"),
        (_sql(delete(find_doc)), "persons and index differ"),
        (_sql(delete(inside)), "visits and list differ"),
        (_sql(delete(visit)), "lost 440114-01"),
        (_sql(update(visit).values(case_number="1")), "twice 1"),
        (_sql(text("UPDATE journal SET payload = x'00' WHERE n = 3")), "register.journal_broken"),
    ],
)  # fmt: skip
def test_each_harm_is_told(place: Place, harm: Callable[[Register], None], says: str) -> None:
    found = proof.faults(place, _arrivals(place, harm), Random(1))
    assert says in "; ".join(found)


def test_a_photograph_that_is_gone_is_told(place: Place) -> None:
    told = _arrivals(place)
    next(f for f in (place.folder / "blobs").rglob("*") if f.is_file()).unlink()
    assert "photo.file_missing" in "; ".join(proof.faults(place, told, Random(1)))


def test_a_save_without_its_mark_is_told(place: Place) -> None:
    early = (place.folder / mark.FILE).read_bytes()
    told = _arrivals(place)
    (place.folder / mark.FILE).write_bytes(early)
    assert "the mark covers" in proof.faults(place, told, Random(1))[0]


def test_a_number_given_again_is_told(place: Place) -> None:
    told = _arrivals(place)
    register = place.open()
    back = text("UPDATE number_block SET following = 1 WHERE kind = 'case'")
    _sql(back)(register)
    register.close()
    assert any("given again" in fault for fault in proof.faults(place, told, Random(1)))
