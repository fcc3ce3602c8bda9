"""The checklist as an officer types it: one thing a line, a word before the colon says its kind."""

import re
from collections.abc import Iterable, Mapping

from app.domain.transfer import Item, ItemKind

_WORDS: Mapping[str, ItemKind] = {
    "药": ItemKind.MEDICINE, "药品": ItemKind.MEDICINE, "medicine": ItemKind.MEDICINE,
    "材料": ItemKind.PAPER, "证件": ItemKind.PAPER, "文件": ItemKind.PAPER,
    "paper": ItemKind.PAPER, "物": ItemKind.BELONGING, "物品": ItemKind.BELONGING,
    "belonging": ItemKind.BELONGING,
}  # fmt: skip
_KIND = re.compile(r"\s*([^\s:：]{1,10})\s*[:：]\s*(.*)")


def read_items(text: str) -> tuple[Item, ...]:
    """Lines without a known word before the colon are belongings, as they stand."""
    return tuple(_item(line) for line in text.splitlines() if line.strip())


def _item(line: str) -> Item:
    found = _KIND.fullmatch(line)
    kind = _WORDS.get(found[1].lower()) if found else None
    if found is None or kind is None:
        return Item(kind=ItemKind.BELONGING, words=line.strip())
    return Item(kind=kind, words=found[2].strip())


def written(items: Iterable[Item], names: Mapping[ItemKind, str]) -> str:
    """The same text again, as `read_items` reads it; `names`: 药品, 材料 …"""
    return "\n".join(
        one.words if one.kind is ItemKind.BELONGING else f"{names[one.kind]}：{one.words}"
        for one in items
    )
