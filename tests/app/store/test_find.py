"""Find as you type: names, sounds, initials, numbers, places, and the people just seen first."""

import pytest

from app.domain.person import ClaimKind
from app.store.find import find
from tests import makers
from tests.makers import NOON

PEOPLE = {
    "王淼": {ClaimKind.DOCUMENT: "110101199003070134", ClaimKind.HOME: "四川省南充市仪陇县"},
    "单雄": {ClaimKind.PHONE: "13900001234"},
    "欧阳𬎆": {ClaimKind.ALIAS: "老欧"},
    "阿依古丽·买买提": {ClaimKind.HOME: "新疆喀什地区"},
    "Mary O'Neil": {ClaimKind.DOCUMENT: "E12345678"},
    "张王": {},
}


@pytest.fixture(autouse=True)
def _people(desk: makers.Desk) -> None:
    for name, more in PEOPLE.items():
        one = makers.person()
        claims = [makers.claim(one, desk.intake, value, kind) for kind, value in more.items()]
        named = makers.claim(one, desk.intake, name)
        desk.register.write(one, named, *claims, by=desk.intake.id, at=NOON)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("王", "王淼"),
        ("王淼", "王淼"),
        ("淼", "王淼"),
        ("wm", "王淼"),
        ("WangMiao", "王淼"),
        ("wang", "王淼"),
        ("sx", "单雄"),
        ("shan", "单雄"),
        ("dx", "单雄"),
        ("𬎆", "欧阳𬎆"),
        ("老欧", "欧阳𬎆"),
        ("买买提", "阿依古丽·买买提"),
        ("mary", "Mary O'Neil"),
        ("neil", "Mary O'Neil"),
        ("1101011990", "王淼"),
        ("0134", "王淼"),
        ("1234", "单雄"),
        ("e1234", "Mary O'Neil"),
        ("仪陇", "王淼"),
        ("喀什", "阿依古丽·买买提"),
    ],
)
def test_found_by(desk: makers.Desk, typed: str, first: str) -> None:
    found = find(desk.register, typed)
    assert found
    assert found[0].name == first


@pytest.mark.parametrize("typed", ["", " ", '"', "* OR a", "王 NOT 淼", "查无此人", "'; DROP"])
def test_odd_input_finds_nobody_and_breaks_nothing(desk: makers.Desk, typed: str) -> None:
    assert find(desk.register, typed) == []


def test_a_surname_comes_before_a_given_name(desk: makers.Desk) -> None:
    assert [f.name for f in find(desk.register, "王")] == ["王淼", "张王"]


def test_who_was_seen_last_comes_first(desk: makers.Desk) -> None:
    one, other = makers.person(), makers.person()
    for new in (one, other):
        desk.register.write(
            new, makers.claim(new, desk.intake, "赵同名"), by=desk.intake.id, at=NOON
        )
    desk.register.write(
        makers.claim(one, desk.intake, "小赵", ClaimKind.ALIAS), by=desk.intake.id, at=NOON
    )
    assert [f.person for f in find(desk.register, "赵同名")] == [one.id, other.id]
