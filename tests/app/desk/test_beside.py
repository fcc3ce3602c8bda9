"""Two people beside each other at a desk that has joined: its own people have cards, too."""

from datetime import timedelta

import pytest

from app.clock import local
from app.desk import beside, links, protecting
from app.desk.admission import admit
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.ids import PersonId
from app.domain.person import Claim, ClaimKind
from app.domain.staff import Viewing
from app.store.ask import all_of
from app.store.came import came_of
from app.store.people import links_of
from app.store.traits import traits_of
from tests import makers
from tests.makers import NOON

TODAY = local(NOON).date()


def _came(desk: makers.Desk, name: str) -> PersonId:
    """Of this station, and their card came back from the centre."""
    arrival = makers.arrival(name)
    done = admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON)
    person = done.visit.person
    makers.card_of(desk.register, name, desk.station.code, TODAY.isoformat(), own=person)
    return person


def test_ones_own_people_are_looked_at_as_files(desk: makers.Desk) -> None:
    one, other = _came(desk, "王淼"), _came(desk, "刘小燕")
    pair = beside.beside_file(desk.register, one, other, None, by=desk.intake, at=NOON)
    assert (pair.one.elsewhere, pair.other.elsewhere) == ("", "")
    looks = all_of(desk.register, Viewing)
    assert {(v.person, v.what, v.purpose) for v in looks} == {
        (one, "file", "compare"),
        (other, "file", "compare"),
    }


def test_ones_own_card_is_no_second_arrival(desk: makers.Desk) -> None:
    person = _came(desk, "王淼")
    assert len(came_of(desk.register, [person], lambda at: local(at).date())) == 1


def test_whoever_is_sealed_is_beside_nobody(desk: makers.Desk) -> None:
    """Also by a record that was linked with theirs, and before the centre has heard of it."""
    one, sealed, linked = (_came(desk, name) for name in ("王淼", "刘小燕", "刘燕"))
    protecting.protect(desk.register, sealed, "家暴", by=desk.leader, at=NOON)
    links.judge(desk.register, sealed, linked, Sameness.SAME, "同一人", by=desk.leader, at=NOON)
    for other in (sealed, linked):
        with pytest.raises(Refused, match=r"claims\.no_person"):
            beside.beside_file(desk.register, one, other, None, by=desk.intake, at=NOON)
        arrival = makers.arrival("刘燕")
        with pytest.raises(Refused, match=r"claims\.no_person"):
            beside.beside_arrival(
                desk.register, arrival, other, None, None, by=desk.intake, at=NOON
            )
    (link,) = links_of(desk.register, [sealed])
    with pytest.raises(Refused, match=r"claims\.no_person"):
        links.undo(desk.register, link, "看看", by=desk.intake, at=NOON + timedelta(hours=1))


@pytest.mark.parametrize("birth", ["不是日期", "1979-13-45", "1979-02-30", "0000-00-00", "²⁰⁰¹"])
def test_a_birth_that_is_none_compares_as_unknown(desk: makers.Desk, birth: str) -> None:
    """As another station's desk, whose checks were taken out, may send it."""
    person = _came(desk, "王淼")
    said = makers.claim(makers.person(), desk.intake, birth, ClaimKind.BIRTH)
    claim = Claim(
        id=said.id, person=person, kind=ClaimKind.BIRTH, value=birth, source=said.source,
        at=NOON, officer=desk.intake.id,
    )  # fmt: skip
    desk.register.write(claim, by=desk.intake.id, at=NOON)
    assert traits_of(desk.register, {person: [person]}, TODAY)[person].birth == ""
    other = _came(desk, "王森")
    beside.beside_file(desk.register, person, other, None, by=desk.intake, at=NOON)
