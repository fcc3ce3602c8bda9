"""What chips say, in every layout and in bytes that nobody should write on one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.devices.card_layouts import read_card
from app.domain.card import Card, CardKind
from tests import cards

TODAY = date(2026, 11, 24)


def test_a_resident_card() -> None:
    assert read_card(cards.resident(), b"wlt") == Card(
        kind=CardKind.RESIDENT,
        name="王小川",
        sex="1",
        ethnicity="01",
        birth=date(1979, 3, 15),
        address="示例省示例市示例区幸福路1号",
        number=cards.number("11010119790315013"),
        authority="示例市公安局示例分局",
        valid_from=date(2015, 1, 1),
        valid_to=date(2035, 1, 1),
        photo=b"wlt",
    )


def test_a_card_for_ever_has_no_last_day() -> None:
    card = read_card(cards.resident(until="长期"))
    assert (card.long_term, card.valid_to, card.remarks) == (True, None, ())
    assert card.detail()["valid_to"] == "long_term"


def test_a_permit_keeps_its_pass_number() -> None:
    card = read_card(cards.CARDS["permit for Hong Kong"])
    assert card.kind is CardKind.PERMIT
    assert (card.pass_number, card.issues, card.ethnicity) == ("H12345678", "01", "")
    assert card.detail() == {
        "type": "permit",
        "authority": "示例市公安局示例分局",
        "valid_from": "2015-01-01",
        "valid_to": "2035-01-01",
        "pass_number": "H12345678",
        "issues": "01",
    }


def test_foreign_cards_of_both_years() -> None:
    old = read_card(cards.foreign_2017())
    assert (old.kind, old.name, old.english_name) == (
        CardKind.FOREIGN,
        "穆丽卡",
        "MUSTERMANN, ERIKA MARIA",
    )
    assert (old.sex, old.number, old.country) == ("2", "DEU440183092601", "DEU")
    assert old.birth == date(1983, 9, 26)
    new = read_card(cards.foreign_2023())
    assert (new.kind, new.name, new.english_name) == (CardKind.FOREIGN, "", "EXEMPLE, JEAN")
    assert (new.birth, new.country, new.shown_name) == (
        date(1990, 11, 2),
        "FRA",
        "EXEMPLE, JEAN",
    )


@pytest.mark.parametrize("letter", [("M", "1"), ("F", "2"), ("", "0"), ("x", "0"), ("9", "9")])
def test_sex_in_letters_and_codes(letter: tuple[str, str]) -> None:
    assert read_card(cards.foreign_2017(sex=letter[0])).sex == letter[1]


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("王\0小\x07川\x1b", "王小川"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("欧阳𬎆", "欧阳𬎆"),
        ("李\ue863", "李□"),
        ("李\ud840", "李□"),
        ("\udc00李", "□李"),
        ("王\u202e\u200b川", "王川"),
        ("\ufeff王", "王"),
        ("\n\r\t", ""),
        ("王\uffff\uffff", "王"),
    ],
)
def test_names_lose_what_cannot_be_shown_and_nothing_else(raw: str, kept: str) -> None:
    card = read_card(cards.resident(raw))
    assert card.name == kept
    assert ("card.unknown_character" in card.remarks) == ("□" in kept)


@pytest.mark.parametrize(
    "day", ["19790231", "00000000", "1979", "19791301", "abcdefgh", "１９７９０３１５", "99999999"]
)
def test_days_that_never_were_are_left_out_and_said(day: str) -> None:
    card = read_card(cards.resident(birth=day))
    assert card.birth is None
    assert card.remarks == ("card.no_such_day",)


def test_an_unknown_ethnicity_stays_as_it_is_and_is_said() -> None:
    card = read_card(cards.resident(ethnicity="77"))
    assert (card.ethnicity, card.remarks) == ("77", ("card.unknown_ethnicity",))


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        (cards.resident(), ()),
        (cards.resident(until="20261124"), ()),
        (cards.resident(until="20261123"), ("card.expired",)),
        (cards.resident(since="20261125"), ("card.not_valid_yet",)),
        (cards.resident(birth="20081125"), ("card.child",)),
        (cards.resident(birth="20081124"), ()),
        (cards.resident(birth="20270101"), ("card.no_such_day",)),
    ],
)
def test_what_is_said_of_a_card_today(text: bytes, remarks: tuple[str, ...]) -> None:
    card = read_card(text).on(TODAY)
    assert card.remarks == remarks
    assert card.birth is None or card.birth <= TODAY


@pytest.mark.parametrize("text", [b"", b"\0" * 256, b"\xff" * 256, b"\x20\x00" * 128])
def test_a_chip_with_nothing_on_it_is_blank(text: bytes) -> None:
    assert read_card(text).is_blank


MARKS = st.sampled_from([b" \0", b"J\0", b"I\0", b"Y\0", b"\xff\xff"])


@given(text=st.binary(max_size=300), mark=MARKS, photo=st.binary(max_size=2000))
def test_any_bytes_make_a_card(text: bytes, mark: bytes, photo: bytes) -> None:
    whole = text[:248].ljust(248, b"\0") + mark + text[250:]
    for chip in (text, whole):
        card = read_card(chip, photo).on(TODAY)
        shown = (card.name, card.english_name, card.address, card.authority, card.number)
        assert all(part.isprintable() for part in shown)
        "".join(shown).encode("utf-8")
        assert len(card.photo) <= 1024
        assert all(key.startswith("card.") for key in card.remarks)
        assert all(isinstance(value, str) for value in card.detail().values())


@given(words=st.text(max_size=15))
def test_any_name_on_a_card_can_be_shown_and_kept(words: str) -> None:
    if len(words.encode("utf-16-le", "surrogatepass")) <= 30:
        name = read_card(cards.resident(words)).name
        assert name.isprintable()
        assert "\0" not in name
