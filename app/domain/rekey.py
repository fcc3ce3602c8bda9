"""补录: the fields of one visit in the order and the form in which another system wants them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.errors import Refused


class Fact(StrEnum):
    """What of a visit may stand in a field; a file of fields names nothing else."""

    CASE_NUMBER = "case_number"
    NAME = "name"
    TEMPORARY = "temporary"
    ALIAS = "alias"
    SEX = "sex"
    BIRTH = "birth"
    AGE = "age"
    DOCUMENT_KIND = "document_kind"
    DOCUMENT = "document"
    ETHNICITY = "ethnicity"
    HOME = "home"
    HOME_CODE = "home_code"
    ADDRESS = "address"
    PHONE = "phone"
    ARRIVED_AT = "arrived_at"
    WAY = "way"
    BROUGHT_BY = "brought_by"
    REASON = "reason"
    FOUND_AT = "found_at"
    STORY = "story"
    SINCE = "since"
    WELFARE = "welfare"
    CONDITIONS = "conditions"
    KIN = "kin"
    ACCENT = "accent"
    MARKS = "marks"
    CHECKS = "checks"
    QUERIES = "queries"
    RESULT = "result"
    RESULT_NOTE = "result_note"
    OFFICER = "officer"
    SECOND = "second"
    REGISTERED_AT = "registered_at"
    LEFT_AT = "left_at"
    LEFT_AS = "left_as"
    DESTINATION = "destination"


HEALTH = frozenset({Fact.CHECKS, Fact.STORY, Fact.MARKS, Fact.RESULT_NOTE})
"""Says, or may say in free words, how somebody's body and mind are."""
DATED = frozenset({Fact.BIRTH, Fact.ARRIVED_AT, Fact.REGISTERED_AT, Fact.LEFT_AT, Fact.SINCE})
CODED = frozenset(
    {Fact.SEX, Fact.ETHNICITY, Fact.DOCUMENT_KIND, Fact.WAY, Fact.WELFARE, Fact.RESULT}
    | {Fact.LEFT_AS, Fact.TEMPORARY, Fact.REASON}
)
"""Of which there is a key, so that a file may give each its own code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One field: `date` as in YYYY-MM-DD HH:mm; `codes` key -> what that system takes;
    `longest` 0: as long as it likes."""

    fact: Fact
    label: str
    date: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    by_code: bool = False
    longest: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Fields under one heading, in the order of that system."""

    name: str
    fields: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """All of it, and how that system's own number looks."""

    system: str
    title: str
    version: int
    pattern: str
    hint: str
    groups: tuple[Group, ...]
    unverified: bool = False
    """Nobody has held it against the real system yet."""

    @property
    def fields(self) -> tuple[Wanted, ...]:
        """Every field, in order."""
        return tuple(one for group in self.groups for one in group.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the register says of a fact: its key where there is one, in words, or a moment; `day`
    as far as it is known."""

    words: str = ""
    key: str = ""
    moment: datetime | None = None
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A field with what goes into it; `beside` says it to the officer, `doubt` is a word key."""

    field: Wanted
    value: str
    beside: str = ""
    doubt: str = ""


def filled(form: Form, known: Mapping[Fact, Known]) -> tuple[Filled, ...]:
    """Every field in order; an empty value where the register says nothing."""
    return tuple(_one(one, known.get(one.fact, Known())) for one in form.fields)


def _one(wanted: Wanted, known: Known) -> Filled:
    if wanted.fact in DATED:
        return _dated(wanted, known)
    value, beside, doubt = one_line(known.words), "", ""
    if known.key and known.key in wanted.codes:
        value, beside = wanted.codes[known.key], value
    elif known.key and wanted.by_code:
        value, beside = known.key, value
    elif known.key and wanted.codes:
        doubt = "national.no_code"
    if wanted.longest and len(value) > wanted.longest:
        doubt = "national.cut"
        beside, value = value, value[: wanted.longest]
    return Filled(field=wanted, value=value, beside=beside, doubt=doubt)


def _dated(wanted: Wanted, known: Known) -> Filled:
    if known.moment is not None:
        return Filled(field=wanted, value=written(known.moment, wanted.date))
    whole = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", known.day)
    if whole:
        return Filled(field=wanted, value=_days(whole[1], whole[2], whole[3], wanted.date))
    # A year alone would be taken for a day by nobody: it is left to the officer.
    doubt = "national.no_whole_day" if known.day else ""
    return Filled(field=wanted, value="", beside=known.day, doubt=doubt)


_PARTS = ("YYYY", "MM", "DD", "HH", "mm")
_DAY = "YYYY-MM-DD"


def written(moment: datetime, pattern: str) -> str:
    """A moment of the station's own time, as that system writes it."""
    made = _days(f"{moment:%Y}", f"{moment:%m}", f"{moment:%d}", pattern)
    return made.replace("HH", f"{moment:%H}").replace("mm", f"{moment:%M}")


def _days(year: str, month: str, day: str, pattern: str) -> str:
    pattern = pattern or _DAY
    return pattern.replace("YYYY", year).replace("MM", month).replace("DD", day)


def one_line(text: str) -> str:
    """A field of a web page takes one line; what steers a terminal or a table goes."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def must_be_form(form: Form) -> None:
    """Refused "national.bad_file" with the place that is wrong, in a file that anybody may edit."""
    seen: set[str] = set()
    if not form.fields:
        raise Refused("national.bad_file", where="group")
    for one in form.fields:
        if not one.label.strip() or one.label in seen:
            raise Refused("national.bad_file", where=f"label = {one.label}")
        seen.add(one.label)
        if one.date and (one.fact not in DATED or not _is_date(one.date)):
            raise Refused("national.bad_file", where=f"{one.label}: date = {one.date}")
        if (one.codes or one.by_code) and one.fact not in CODED:
            raise Refused("national.bad_file", where=f"{one.label}: codes")
        if one.longest < 0:
            raise Refused("national.bad_file", where=f"{one.label}: longest")
    try:
        re.compile(form.pattern)
    except re.error:
        raise Refused("national.bad_file", where=f"pattern = {form.pattern}") from None


def _is_date(pattern: str) -> bool:
    """Year, month and day, each once, and no letter besides."""
    left = pattern
    for part in _PARTS:
        if pattern.count(part) > 1:
            return False
        left = left.replace(part, "")
    needs = all(part in pattern for part in _PARTS[:3])
    return needs and not re.search(r"[A-Za-z]", left)


def without_health(values: Sequence[Filled]) -> tuple[Filled, ...]:
    """What may be handed on without a purpose of its own."""
    return tuple(one for one in values if one.field.fact not in HEALTH)
