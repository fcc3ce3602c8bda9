"""The XML of a PFIF file, piece by piece: the texts of each record as soon as it ends.

No entity is ever expanded and nothing outside the file is read: a DOCTYPE ends the reading.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from app.domain.errors import Refused
from app.domain.pfif import NOTE_FIELDS, PERSON_FIELDS, RENAMED, VERSIONS
from app.domain.pfif_fields import from_other, longest
from app.wire.pfif_text import Text

MOST_RECORDS, MOST_NOTES = 500_000, 1000
"""Records of a file; notes inside one person, of which those beyond are refused one by one."""
_TOO_MANY = 20
_DEEPEST = 24
_MOST_LEFT = 40
_LONGEST_TAG, _MOST_TAGS = 200, 5000
"""The parser remembers every name that it meets: a file of names alone would fill the memory."""
_MOST_SILENT = 16
"""Chunks of text without an end of anything: a tag or a comment of a megabyte."""
_SPACE = re.compile(r"https?://zesty\.ca/pfif/([^/\s]+)/?")
_FEEDS = ("http://www.w3.org/2005/Atom feed", "http://www.w3.org/2005/Atom entry", "rss")
_ROOTS = ("pfif", "person", "note")
_KNOWN = {"person": frozenset(PERSON_FIELDS), "note": frozenset(NOTE_FIELDS)}
_CUT = ("description", "text")
_AT_END = (
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
)


@dataclass(slots=True, kw_only=True)
class Raw:
    """A record as it stands in the file; `left` are (field, why) that have no readable text."""

    kind: str
    line: int
    depth: int
    texts: dict[str, str] = field(default_factory=dict)
    left: list[tuple[str, str]] = field(default_factory=list)
    notes: list["Raw"] = field(default_factory=list)
    too_many: bool = False

    def leave(self, name: str, why: str) -> None:
        """Note a field that is not taken; of thousands the first are told."""
        if len(self.left) < _MOST_LEFT:
            self.left.append((name[:60], why))


class Parsed:
    """The records of a text; what stopped the reading stands in `broken` when they have all come.

    Refused: "pfif.not_xml", "pfif.not_pfif", "pfif.version", "pfif.doctype", "pfif.stopped".
    """

    def __init__(self, text: Text, going: Callable[[int, int], bool]) -> None:
        self.version, self.broken, self.broken_at = "", "", 0
        self._text, self._going = text, going
        self._ended: list[Raw] = []
        self._open: list[Raw] = []
        self._depth = self._count = 0
        self._field, self._field_depth, self._said = "", 0, ""
        self._length = 0
        self._parts: list[str] = []
        self._silent = 0
        self._expat = self._made()

    def __iter__(self) -> Iterator[Raw]:
        for chunk, done in self._text.chunks():
            if not self._going(done, self._text.size):
                raise Refused("pfif.stopped")
            yield from self._fed(chunk)
            if self.broken:
                return
        yield from self._fed("", last=True)

    def _made(self) -> expat.XMLParserType:
        made = expat.ParserCreate(namespace_separator=" ")
        made.buffer_text = True
        made.StartElementHandler = self._starts
        made.EndElementHandler = self._ends
        made.CharacterDataHandler = self._says
        made.StartDoctypeDeclHandler = self._doctype
        made.CommentHandler = made.ProcessingInstructionHandler = self._heard
        return made

    def _fed(self, chunk: str, *, last: bool = False) -> Iterator[Raw]:
        self._silent += 1
        try:
            self._expat.Parse(chunk, last)
        except expat.ExpatError as error:
            if not self.version and not self._depth:
                raise Refused("pfif.not_xml") from error
            self._breaks("pfif.cut_off" if error.code in _AT_END else "pfif.broken_xml")
        if self._silent > _MOST_SILENT:
            self._breaks("pfif.endless_tag")
        if len(self._expat.intern) > _MOST_TAGS:
            self._breaks("pfif.too_many_tags")
        ended, self._ended = self._ended, []
        yield from ended

    def _breaks(self, why: str) -> None:
        if not self.broken:
            self.broken, self.broken_at = why, self._expat.CurrentLineNumber

    def _heard(self, *_what: str) -> None:
        self._silent = 0

    def _doctype(self, name: str, *_more: object) -> None:
        raise Refused("pfif.not_pfif" if name.lower() == "html" else "pfif.doctype")

    def _starts(self, name: str, _attributes: dict[str, str]) -> None:
        self._silent = 0
        self._depth += 1
        version, local = _tag(name) if len(name) < _LONGEST_TAG else ("", "")
        if self._depth == 1 and not (name in _FEEDS or (version and local in _ROOTS)):
            raise Refused("pfif.not_pfif")
        if self._depth > _DEEPEST:
            self._breaks("pfif.too_deep")
        if self._field:
            self._open[-1].leave(self._field, "not_text")
            self._field = "-"
        elif version and not self.broken:
            self._known(version)
            self._inside(local)

    def _known(self, version: str) -> None:
        if version not in VERSIONS:
            raise Refused("pfif.version", version=version[:20])
        self.version = self.version or version

    def _inside(self, local: str) -> None:
        """A tag of PFIF begins: a record, or a field of the one that is open."""
        if local in self._may_begin():
            self._begin(local)
        elif self._open:
            self._begin_field(local)

    def _may_begin(self) -> tuple[str, ...]:
        """Notes stand in a person or alone, persons alone."""
        if not self._open:
            return ("person", "note")
        return ("note",) if self._open[-1].kind == "person" else ()

    def _begin(self, kind: str) -> None:
        self._count += 1
        inside = len(self._open[0].notes) if self._open else 0
        if self._count > MOST_RECORDS or inside > MOST_NOTES * _TOO_MANY:
            self._breaks("pfif.too_many")
            return
        raw = Raw(kind=kind, line=self._expat.CurrentLineNumber, depth=self._depth)
        if self._open:
            raw.too_many = inside >= MOST_NOTES
            self._open[0].notes.append(raw)
        self._open.append(raw)

    def _begin_field(self, local: str) -> None:
        raw, name = self._open[-1], RENAMED.get(local, local)
        self._field_depth, self._field, self._said = self._depth, "-", local
        if name not in _KNOWN[raw.kind]:
            raw.leave(local, "unknown_field")
        elif name in raw.texts:
            raw.leave(name, "twice")
        else:
            self._field, self._parts, self._length = name, [], 0

    def _says(self, text: str) -> None:
        self._silent = 0
        if self._field in ("", "-"):
            return
        room = longest(self._field) - self._length
        self._length += len(text)
        if room > 0:
            self._parts.append(text[:room])

    def _ends(self, _name: str) -> None:
        self._silent = 0
        if self._field and self._depth == self._field_depth:
            self._end_field()
        elif self._open and self._depth == self._open[-1].depth and not self.broken:
            self._end_record()
        self._depth -= 1

    def _end_field(self) -> None:
        name, self._field = self._field, ""
        if name == "-":
            return
        raw, text = self._open[-1], "".join(self._parts)
        if self._length > longest(name):
            raw.leave(name, "cut" if name in _CUT else "too_long")
            text = text if name in _CUT else ""
        if self._said == "other":
            text = from_other(text)
        if text.strip() and not (raw.too_many and name != "note_record_id"):
            raw.texts[name] = text

    def _end_record(self) -> None:
        raw = self._open.pop()
        if not self._open:
            self._ended.append(raw)


@lru_cache(maxsize=256)
def _tag(name: str) -> tuple[str, str]:
    """(version of PFIF or nothing, the tag's name)."""
    space, _, local = name.rpartition(" ")
    version = _SPACE.fullmatch(space)
    return version[1] if version else "", local
