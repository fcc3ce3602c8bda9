"""One typed line of the list of belongings: "100元×3", "手机 华为 IMEI 86…", "药×2 白色"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import normalize

from app.domain.belongings import NOTES, BelongingKind

_CASH = re.compile(
    r"^(?P<called>现金|人民币|cash|rmb|¥)?\s*¥?(?P<worth>\d{1,7}(?:\.\d{1,2})?)\s*"
    r"(?:(?P<unit>元|块|角|yuan)(?:人民币|纸币|硬币|钱)?)?"
    r"(?:\s*[×xX*]\s*(?P<many>\d{1,4})\s*(?:张|枚)?)?$",
    re.IGNORECASE,
)
_END = r"(?:$|[\s\d,、;×xX*/(])"
# A sum, several notes in one line, a number alone: as a thing it would count as no money at all.
_UNCLEAR = re.compile(
    rf"^(?:现金|人民币|零钱|硬币|纸币|钞票|钱){_END}"
    r"|^(?:cash|rmb|¥|一?共|合计|大?约)\s*¥?(?:\d|$)"
    r"|^\d[\d\s.,、;+×xX*]*$"
    r"|^(?:\d[\d.,]*|[一二两三四五六七八九十百千]+)\s*(?:万?元|万|块|角|yuan)"
    rf"(?:人民币|纸币|硬币)?(?:[张枚钱整]?{_END})",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"^(?P<item>\S+?)(?:\s*[×xX*\uff0a]\s*(?P<many>\d{1,4}))?(?:[\s，,]+(?P<features>.*))?$"
)
_COUNTED = re.compile(r"^(\d+)\s+(?=[^\W\d])")
"""A number before a thing: "3 件衣服" is no thing that is called 3."""
_IMEI = re.compile(r"(?<!\d)\d{15}(?!\d)")
_WORDS = {
    BelongingKind.PHONE: ("手机", "电话", "phone", "imei"),
    BelongingKind.MEDICINE: ("药", "胶囊", "胰岛素", "medicine", "insulin"),
    BelongingKind.CARD: ("银行卡", "信用卡", "社保卡", "card"),
    BelongingKind.PAPER: ("证", "户口簿", "护照", "病历", "passport"),
}
_DIME = "角"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a line says."""

    item: str
    features: str = ""
    quantity: int = 1
    kind: BelongingKind = BelongingKind.ITEM
    number: str = ""
    worth: Decimal | None = None


def read_line(text: str) -> Said | None:
    """What was typed; None where there is nothing, or money that is not told note by note. "100×3"
    is three notes where there is such a note; everything else is a thing, its pieces, and what it
    looks like."""
    line = text.strip()
    plain = normalize("NFKC", line)  # an input method writes wide digits and signs
    if match := _CASH.match(plain):
        worth = Decimal(match["worth"]) / (10 if match["unit"] == _DIME else 1)
        if match["unit"] or match["called"] or (match["many"] and worth in NOTES):
            many, kind = int(match["many"] or 1), BelongingKind.CASH
            return Said(item="现金", quantity=many, kind=kind, worth=worth)
    found = _ITEM.match(_COUNTED.sub(r"\1", line))
    if found is None or _UNCLEAR.match(plain):
        return None
    features = (found["features"] or "").strip()
    imei = _IMEI.search(features)
    return Said(
        item=found["item"],
        features=features,
        quantity=int(found["many"] or 1),
        kind=kind_of(found["item"], features),
        number=imei[0] if imei else "",
    )


def kind_of(item: str, features: str = "") -> BelongingKind:
    """What a thing's name says it is."""
    told = f"{item} {features if _IMEI.search(features) else ''}".lower()
    for kind, words in _WORDS.items():
        if any(word in told for word in words):
            return kind
    return BelongingKind.PHONE if _IMEI.search(told) else BelongingKind.ITEM


def typed(said: Said) -> str:
    """The line as it would be typed, so that it can be corrected."""
    if said.worth is not None:
        return f"{said.worth.normalize():f}元×{said.quantity}"
    many = f"×{said.quantity}" if said.quantity != 1 else ""
    return f"{said.item}{many} {said.features}".strip()
