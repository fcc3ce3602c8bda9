"""The text of a file whose encoding is named wrongly, or not at all."""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.domain.errors import Refused

CHUNK = 1 << 16
_HEAD = 1024
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._\-]{1,40})["']""")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BARE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
# No codec that is not an encoding of letters (utf-7, punycode, unicode_escape).
_KNOWN = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5hkscs", "cp950"), "big5hkscs"),
    **dict.fromkeys(("euc_jp", "shift_jis", "cp932", "euc_kr", "koi8-r", "tis-620")),
    **dict.fromkeys(f"iso8859-{n}" for n in (*range(1, 12), 13, 14, 15)),
    **dict.fromkeys(f"cp{n}" for n in range(1250, 1259)),
    "ascii": "iso8859-1",
}
_GUESSED = ("gb18030", "big5hkscs")
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_MOST_WRONG = 0.1
"""So large a share of all that is not ASCII may be damaged, and it is UTF-8 all the same."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_ILLEGAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True, kw_only=True)
class Text:
    """A file to be read as text. `declared`: the encoding it names, where that is not true."""

    file: BinaryIO
    size: int
    encoding: str
    declared: str = ""
    damaged: int = 0

    def chunks(self) -> Iterator[tuple[str, int]]:
        """(text, bytes read so far), from the beginning; what XML does not know is left out.

        A character that the end of the file cuts in two is left out as well.
        """
        self.damaged = 0
        for chunk, done in _decoded(self.file, self.encoding, "replace"):
            tidy, wrong = _ILLEGAL.subn("", chunk)
            self.damaged += wrong + tidy.count("\ufffd")
            yield tidy, done


def open_text(file: BinaryIO, most: int, going: Callable[[int, int], bool]) -> Text:
    """Find out how a file of at most `most` bytes is encoded; it is read once for that.

    `going(0, of)` is asked in between and may end it ("pfif.stopped"). Refused: "pfif.empty",
    "pfif.too_large", "pfif.packed".
    """
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(_HEAD)
    if size > most:
        raise Refused("pfif.too_large", most=most // 1_000_000)
    if not head.strip(b"\0\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise Refused("pfif.empty")
    if head.startswith(_PACKED):
        raise Refused("pfif.packed")
    named = _named(head)
    ours = _bom(head) or _fits(file, size, named, going)
    told = named if named and not _same(named, ours) else ""
    return Text(file=file, size=size, encoding=ours, declared=told)


def _named(head: bytes) -> str:
    found = _DECLARED.match(head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe"))
    return found[1].decode("ascii") if found else ""


def _bom(head: bytes) -> str | None:
    for begins in (*_BOMS, *_BARE):
        if head.startswith(begins[0]):
            return begins[1]
    return None


def _fits(file: BinaryIO, size: int, named: str, going: Callable[[int, int], bool]) -> str:
    """UTF-8 shows itself whatever was declared: text of other encodings is never valid UTF-8.

    Where nothing fits, what was declared: the fields that are damaged are told one by one.
    """
    wrong, special = 0, 0
    for chunk, _ in _decoded(file, "utf-8", "replace"):
        if not going(0, size):
            raise Refused("pfif.stopped")
        if not chunk.isascii():
            wrong += chunk.count("\ufffd")
            special += len(chunk) - len(chunk.encode("ascii", "ignore"))
    if wrong <= special * _MOST_WRONG:
        return "utf-8"
    declared = _known(named)
    if declared and _decodes(file, declared):
        return declared
    guessed = (one for one in _GUESSED if _decodes(file, one, guessed=True))
    return next(guessed, declared or "utf-8")


def _decodes(file: BinaryIO, encoding: str, *, guessed: bool = False) -> bool:
    """Whether every byte fits. Big5 read as GBK is mostly good GBK, but for characters that nobody
    has given a meaning: of a guess there may be none."""
    try:
        for chunk, _ in _decoded(file, encoding, "strict"):
            if guessed and _PRIVATE.search(chunk):
                return False
    except UnicodeDecodeError:
        return False
    return True


def _decoded(file: BinaryIO, encoding: str, errors: str) -> Iterator[tuple[str, int]]:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    file.seek(0)
    done, first = 0, True
    while block := file.read(CHUNK):
        done += len(block)
        chunk = decoder.decode(block)
        yield chunk.removeprefix("\ufeff") if first else chunk, done
        first = False


def _known(named: str) -> str:
    try:
        name = codecs.lookup(named).name
    except LookupError:
        return ""
    return (_KNOWN[name] or name) if name in _KNOWN else ""


def _same(named: str, ours: str) -> bool:
    try:
        name = codecs.lookup(named).name
    except LookupError:
        return False
    # ASCII is UTF-8, and UTF-16 has two orders of bytes.
    return ours in (name, _KNOWN.get(name)) or ours.startswith(name) or name == "ascii"
