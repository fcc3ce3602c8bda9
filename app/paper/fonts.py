"""The bundled fonts: checked by SHA-256, loaded when first used, chosen character by character."""

import hashlib
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts

from app.domain.errors import Unavailable
from app.paper import subset

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
TEXT, BOLD, TITLE = "text", "bold", "title"
_SANS, _HEAVY = "NotoSansSC_400Regular.ttf", "NotoSansSC_700Bold.ttf"
_RARE = ("GuituRareKai.ttf", "GuituRareMin.ttf")
CHAINS = {
    TEXT: (_SANS, *_RARE),
    BOLD: (_HEAVY, *_RARE),
    TITLE: ("NotoSerifSC-Bold-GB2312.ttf", _HEAVY, *_RARE),
}
_BLOCK = 100  # the CMap format allows at most 100 mappings in a block
_REMEMBERED = 2048  # texts
_WIDE_SPACE = "\u3000"
_ALPHABETS = re.compile("[^\u2e80-\uffff\U00020000-\U0003ffff]+")
# Chooses a form of the character before it; the character itself is printed.
_SELECTED = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_SPACES = re.compile("[^\\S \u3000]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one font; without a font it is printed as boxes with code points."""

    font: str
    text: str

    def width(self, size: float) -> float:
        """In points."""
        if not self.font:
            return size * len(self.text)
        return float(pdfmetrics.stringWidth(self.text, self.font, size))


@lru_cache(maxsize=_REMEMBERED)  # labels are the same in every paper
def runs(text: str, style: str = TEXT, folder: Path = FONTS) -> tuple[Run, ...]:
    """Split a text by which font of the style's chain has a shape for each character."""
    shown, chosen = _SELECTED.sub("", flat(text)), _chosen(style, folder)
    wanted = set(map(chosen.__getitem__, shown))
    if len(wanted) == 1:
        return (Run(wanted.pop(), shown),)
    parts = groupby(shown, key=chosen.__getitem__)
    return tuple(Run(font, "".join(group)) for font, group in parts)


def flat(text: str) -> str:
    """One line, accents composed; line ends and tabs become spaces, Han stays as given."""
    if unicodedata.is_normalized("NFC", text) and not _SPACES.search(text):
        return text  # as nearly always
    spaced = "".join(" " if c.isspace() and c != _WIDE_SPACE else c for c in text)
    # Composing Han would exchange compatibility characters, which people do have in their names.
    return _ALPHABETS.sub(lambda part: unicodedata.normalize("NFC", part[0]), spaced)


def width(text: str, style: str, size: float) -> float:
    """How wide a text prints, in points."""
    return size * _at_one_point(text, style)


@lru_cache(maxsize=_REMEMBERED)
def _at_one_point(text: str, style: str) -> float:
    return sum(map(advances(style).__getitem__, flat(text)))


def advances(style: str) -> dict[str, float]:
    """How far each character takes the pen at one point."""
    return _ADVANCES[style]


def load(file: str, folder: Path = FONTS) -> str:
    """Register a font after checking it; its name, or `Unavailable` if missing or altered."""
    return _load(file, folder)[0]


@cache
def _load(file: str, folder: Path) -> tuple[str, frozenset[int]]:
    wanted = _manifest(folder).get(file)
    path = folder / file
    if wanted is None or not path.is_file():
        raise Unavailable("font.missing", file=file)
    # 10 ms for 10 MB, once per process and font.
    if hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
        raise Unavailable("font.altered", file=file)
    name = path.stem if folder == FONTS else f"{path.stem}@{folder}"
    # Only what is printed goes into a paper, not the whole ASCII of each of its fonts.
    font = _Font(name, str(path), asciiReadable=False)
    font.face.makeSubset = partial(subset.program, font.face)
    pdfmetrics.registerFont(font)
    return name, frozenset(font.face.charToGlyph)


class _Font(ttfonts.TTFont):  # type: ignore[misc]
    """A font whose widths are written at once: formatting them one by one took a sixth of a
    paper."""

    def shown(self, text: str, doc: Any) -> list[tuple[int, bytes]]:
        """As `splitString`, which looks up every character by itself: most texts of a paper are in
        its first subset."""
        try:
            return [(0, bytes(map(self.state[doc].assignments.__getitem__, map(ord, text))))]
        except (KeyError, ValueError):  # a character that is new, or of another subset
            parts: list[tuple[int, bytes]] = self.splitString(text, doc)
            return parts

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
        names = [
            self.getSubsetInternalName(n, doc)[1:] for n in range(len(self.state[doc].subsets))
        ]
        super().addObjects(doc)
        for name in names:
            widths = doc.idToObject["BasicFonts"].dict[name]
            widths.Widths = _Ready(widths.Widths.sequence)


class _Ready(pdfdoc.PDFObject):  # type: ignore[misc]
    """An array of numbers as a PDF has it."""

    def __init__(self, numbers: list[float]) -> None:
        self._numbers = numbers

    def format(self, _document: Any) -> bytes:
        """Its bytes."""
        return f"[ {' '.join(f'{one:g}' for one in self._numbers)} ]".encode()


@cache
def _manifest(folder: Path) -> dict[str, str]:
    try:
        listed = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
        return {font["file"]: font["sha256"] for font in listed["font"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unavailable("font.missing", file="manifest.toml") from error


class _Advances(dict[str, float]):
    """How far each character of a style takes the pen at one point, measured when first met."""

    def __init__(self, style: str) -> None:
        super().__init__()
        self._style = style

    def __missing__(self, character: str) -> float:
        self[character] = wide = sum(run.width(1) for run in runs(character, self._style))
        return wide


_ADVANCES = {style: _Advances(style) for style in CHAINS}


class _Chosen(dict[str, str]):
    """The font of a style that has a shape for each character, found when first met; empty:
    none has."""

    def __init__(self, style: str, folder: Path) -> None:
        super().__init__()
        self._style, self._folder = style, folder

    def __missing__(self, character: str) -> str:
        loaded = (_load(file, self._folder) for file in CHAINS[self._style])
        found = next((name for name, has in loaded if ord(character) in has), "")
        self[character] = found
        return found


@cache
def _chosen(style: str, folder: Path) -> _Chosen:
    return _Chosen(style, folder)


def unicode_map(font: str, subset: list[int]) -> str:
    """The ToUnicode map of a subset; reportlab's own is wrong outside the BMP (UTF-16BE is due)."""
    pairs = [f"<{code:02X}> <{_utf16(point)}>" for code, point in enumerate(subset)]
    blocks = [pairs[start : start + _BLOCK] for start in range(0, len(pairs), _BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({font}) /Ordering ({font}) /Supplement 0 >> def",
        f"/CMapName /{font} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def _utf16(point: int) -> str:
    return chr(point).encode("utf-16-be", "surrogatepass").hex().upper()


def _mend(library: Any) -> None:
    library.makeToUnicodeCMap = unicode_map


_mend(ttfonts)
