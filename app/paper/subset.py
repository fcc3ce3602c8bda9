"""A font program with only the shapes that a paper prints.

reportlab's own copies every table of the font for each paper, ten megabytes of shapes among them.
"""

from array import array
from functools import cache
from struct import pack, unpack_from
from sys import byteorder
from typing import Any

_COPIED = ("name", "OS/2", "cvt ", "fpgm", "prep")
"""As they are, where the font has them."""
_MORE, _WORDS = 0x20, 0x01
_SCALES = ((0x08, 2), (0x40, 4), (0x80, 8))
"""Flags of a part (OpenType, glyf): more follow, its place takes two bytes more, its scale."""
_MAGIC = 0xB1B0AFBA
_Table = tuple[str, bytes, int]
"""Its tag, its bytes, and their checksum."""


def program(face: Any, codes: list[int]) -> bytes:
    """TrueType with the shapes of these characters; the place of each is its code."""
    of = face.charToGlyph
    taken: dict[int, int] = {0: 0}  # the font's own number -> ours; 0 is the missing character
    shown = [taken.setdefault(of.get(code, 0), len(taken)) for code in codes]
    shapes, places = _shapes(face, taken)
    short = places[-1] >> 1 <= 0xFFFF
    metrics, full = _metrics(face, taken)
    cmap = (0, 1, 1, 0, 0, 12, 6, 10 + len(codes) * 2, 0, 0, len(codes), *shown)
    loca = [place >> 1 for place in places] if short else places
    changed = {
        "hmtx": metrics,
        "hhea": _changed(_table(face, "hhea"), 34, full),
        "maxp": _changed(_table(face, "maxp"), 4, len(taken)),
        "cmap": pack(f">{len(cmap)}H", *cmap),
        "glyf": shapes,
        "loca": pack(f">{len(loca)}{'H' if short else 'L'}", *loca),
        "head": _changed(_changed(_table(face, "head"), 8, 0, "L"), 50, 0 if short else 1),
    }
    made = [(tag, data, _sum(data)) for tag, data in changed.items()]
    return _whole(sorted([*_copied(face), *made]))


def _shapes(face: Any, taken: dict[int, int]) -> tuple[bytes, list[int]]:
    """The shapes one after the other and where each begins; what a shape is put together of is
    taken along."""
    data, start, at = face._ttf_data, _place(face, "glyf")[0], face.glyphPos  # noqa: SLF001
    shapes, places, end = list[bytes](), [0], 0
    waiting = list(taken)
    for glyph in waiting:  # grows meanwhile
        shape = data[start + at[glyph] : start + at[glyph + 1]]
        if len(shape) > 2 and shape[0] & 0x80:  # a negative number of contours: of parts
            shape = _of_parts(shape, taken, waiting)
        shape += bytes(-len(shape) % 4)
        end += len(shape)
        shapes.append(shape)
        places.append(end)
    return b"".join(shapes), places


def _of_parts(shape: bytes, taken: dict[int, int], waiting: list[int]) -> bytes:
    """The shape with our numbers of its parts."""
    made, place, flags = bytearray(shape), 10, _MORE
    while flags & _MORE:
        flags, part = unpack_from(">2H", shape, place)
        if part not in taken:
            taken[part] = len(taken)
            waiting.append(part)
        made[place + 2 : place + 4] = pack(">H", taken[part])
        place += 8 if flags & _WORDS else 6
        place += next((more for flag, more in _SCALES if flags & flag), 0)
    return bytes(made)


def _metrics(face: Any, taken: dict[int, int]) -> tuple[bytes, int]:
    """How far each shape takes the pen, and how many say so in full: the last of them stands for
    all that follow."""
    pairs = [(int(wide), int(bearing)) for wide, bearing in map(face.hmetrics.__getitem__, taken)]
    full = len(pairs)
    while full > 1 and pairs[full - 1][0] == pairs[full - 2][0]:
        full -= 1
    numbers = [one for pair in pairs[:full] for one in pair]
    numbers += [bearing for _, bearing in pairs[full:]]
    return pack(f">{len(numbers)}H", *(one & 0xFFFF for one in numbers)), full


def _whole(tables: list[_Table]) -> bytes:
    many = len(tables)
    power = many.bit_length() - 1
    head = pack(">LHHHH", 0x00010000, many, 16 << power, power, 16 * many - (16 << power))
    place, parts, listed = 12 + 16 * many, list[bytes](), [head]
    total, adjusted = 0, 0
    for tag, data, checked in tables:
        listed.append(pack(">4sLLL", tag.encode(), checked, place, len(data)))
        if tag == "head":
            adjusted = place + 8
        parts.append(data + bytes(-len(data) % 4))
        place += len(parts[-1])
        total += checked
    begun = b"".join(listed)
    made = bytearray(begun + b"".join(parts))
    whole = (_MAGIC - total - _sum(begun)) & 0xFFFFFFFF
    made[adjusted : adjusted + 4] = pack(">L", whole)
    return bytes(made)


@cache
def _copied(face: Any) -> list[_Table]:
    """What is the same in every paper."""
    found = [(tag, _table(face, tag)) for tag in _COPIED if tag in face.table]
    post = b"\x00\x03\x00\x00" + _table(face, "post")[4:16] + bytes(16)
    return [(tag, data, _sum(data)) for tag, data in [*found, ("post", post)]]


@cache
def _table(face: Any, tag: str) -> bytes:
    start, long = _place(face, tag)
    return bytes(face._ttf_data[start : start + long])  # noqa: SLF001 - the file as it was read


def _place(face: Any, tag: str) -> tuple[int, int]:
    found: tuple[int, int] = face.get_table_pos(tag)
    return found


def _changed(data: bytes, place: int, number: int, size: str = "H") -> bytes:
    new = pack(f">{size}", number)
    return data[:place] + new + data[place + len(new) :]


def _sum(data: bytes) -> int:
    numbers = array("I", data + bytes(-len(data) % 4))
    if byteorder == "little":
        numbers.byteswap()
    return sum(numbers) & 0xFFFFFFFF
