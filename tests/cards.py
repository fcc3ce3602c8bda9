"""The chips of invented people's cards, byte for byte as a reader gives them."""

from app.domain.document import check_character

PHOTO = b"WLf" + bytes(range(256)) * 4
PHOTO = PHOTO[:1024]


def number(first17: str) -> str:
    """A number with its check character."""
    return first17 + check_character(first17)


def chip(mark: str, **fields: tuple[int, int, str]) -> bytes:
    """256 bytes: (start, length, text) of each field, padded with blanks as on a real chip."""
    text = bytearray(b"\x20\x00" * 128)
    for start, length, words in fields.values():
        raw = words.encode("utf-16-le", "surrogatepass")
        assert len(raw) <= length, words
        text[start : start + len(raw)] = raw
    text[248:250] = (mark or " ").encode("utf-16-le")
    return bytes(text)


def resident(
    name: str = "王小川",
    sex: str = "1",
    ethnicity: str = "01",
    birth: str = "19790315",
    address: str = "示例省示例市示例区幸福路1号",
    id_number: str = number("11010119790315013"),
    authority: str = "示例市公安局示例分局",
    since: str = "20150101",
    until: str = "20350101",
    *,
    mark: str = "",
    pass_number: str = "",
    issues: str = "",
) -> bytes:
    """A resident's card; with mark J a permit for people of Hong Kong, Macao or Taiwan."""
    return chip(
        mark,
        name=(0, 30, name),
        sex=(30, 2, sex),
        ethnicity=(32, 4, ethnicity),
        birth=(36, 16, birth),
        address=(52, 70, address),
        number=(122, 36, id_number),
        authority=(158, 30, authority),
        since=(188, 16, since),
        until=(204, 16, until),
        pass_number=(220, 18, pass_number),
        issues=(238, 4, issues),
    )


def foreign_2017(
    english_name: str = "MUSTERMANN, ERIKA MARIA",
    name: str = "穆丽卡",
    sex: str = "2",
    id_number: str = "DEU440183092601",
    country: str = "DEU",
    since: str = "20180501",
    until: str = "20280501",
    birth: str = "19830926",
) -> bytes:
    """A foreign resident's card of 2017."""
    return chip(
        "I",
        english_name=(0, 120, english_name),
        sex=(120, 2, sex),
        number=(122, 30, id_number),
        country=(152, 6, country),
        name=(158, 30, name),
        since=(188, 16, since),
        until=(204, 16, until),
        birth=(220, 16, birth),
    )


def foreign_2023(
    english_name: str = "EXEMPLE, JEAN",
    name: str = "",
    sex: str = "1",
    birth: str = "19901102",
    id_number: str = number("91125019901102001"),
    country: str = "FRA",
    since: str = "20240101",
    until: str = "20340101",
) -> bytes:
    """A foreign resident's card of 2023."""
    return chip(
        "Y",
        name=(0, 30, name),
        sex=(30, 2, sex),
        birth=(36, 16, birth),
        english_name=(52, 70, english_name),
        number=(122, 36, id_number),
        since=(188, 16, since),
        until=(204, 16, until),
        country=(242, 6, country),
    )


CARDS: dict[str, bytes] = {
    "resident": resident(),
    "resident, for ever": resident(
        "李秀英", "2", "03", "19480205", id_number=number("11010119480205012"), until="长期"
    ),
    "expired": resident(
        "赵有年", birth="19700101", id_number=number("11010119700101015"), until="20200101"
    ),
    "a child": resident(
        "周小满", birth="20160601", id_number=number("11010120160601019"), until="20310101"
    ),
    "permit for Hong Kong": resident(
        "陈家明",
        ethnicity="",
        birth="19850812",
        id_number=number("81000019850812013"),
        mark="J",
        pass_number="H12345678",
        issues="01",
    ),
    "foreign 2017": foreign_2017(),
    "foreign 2023": foreign_2023(),
    "wrong check digit": resident("钱有错", id_number="110101197903150139"),
    "unknown ethnicity": resident("吐尔逊", ethnicity="77"),
    "a rare name": resident("欧阳𬎆"),
    "a name no font has": resident("李\ue863"),
    "days that never were": resident(birth="19790231", since="20150001"),
    "blank": b"\x20\x00" * 128,
}
"""Numbered from 1 for `python -m tests.card_reader --card N`."""
