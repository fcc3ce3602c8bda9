"""What stands in a letter of each kind: what must be said, what may be, and by which answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.birth import ADULT
from app.domain.outside_letter import LetterKind, OutsideLetter

Kind = LetterKind
FOUND = ("found_on", "found_at")
ASKED: Mapping[Kind, tuple[str, ...]] = {
    Kind.POLICE_HANDOVER: ("to", "officers", *FOUND, "found_how", "features"),
    Kind.REPORT: ("to", "asks", "suspicion", "features"),
    Kind.DNA_REQUEST: ("to", "wants", "entry_on", "due_on"),
    Kind.PUBLIC_NOTICE: ("round", *FOUND, "features", "channels", "contact"),
    Kind.MINOR_LEAVING: (
        *("to", "guardian", "relation", "guardian_id", "contact", "proof"),
        *("assessment", "destination", "follow_up_on"),
    ),
    Kind.SETTLEMENT: ("to", "searches", "materials"),
    Kind.FOLLOW_UP: ("to", "visit_for", "situation"),
}
"""What must be said of each kind, in the order in which it is asked."""
ALSO: Mapping[Kind, tuple[str, ...]] = {
    Kind.POLICE_HANDOVER: (
        *("contact", "clothes", "belongings", "health", "checks_done", "police_opinion"),
    ),
    Kind.REPORT: ("contact", *FOUND, "clothes", "belongings", "clues"),
    Kind.DNA_REQUEST: ("contact", "sample_number", "taken_on", "taken_by", "features"),
    Kind.PUBLIC_NOTICE: (*("height", "build", "accent", "clothes", "health", "habits", "clues"),),
    Kind.MINOR_LEAVING: ("guardian_address", "guardian_birth", "health", "services"),
    Kind.SETTLEMENT: ("contact", "temporary_name", "dna_number", "plan_number", "health"),
    Kind.FOLLOW_UP: ("contact", "community", "risk", "benefits", "needs", "next_on"),
}
"""What may be said as well."""
OF_A_CHILD = ("found_area",)
"""Of a child's notice: no more than this is said of where it was found."""
ENDANGERED = ("police_agreed",)
"""A child that may have been trafficked or abandoned: the police agree first."""
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "asks": ("report", "assist", "both"),
    "wants": ("dna", "prints", "both"),
    "round": ("first", "refresh"),
    "visit_for": ("minor", "wanderer", "other"),
    "risk": ("low", "some", "high"),
    "police_agreed": ("yes", "no"),
}
"""Answers that are chosen; everything else is words."""
DAYS = frozenset({"found_on", "entry_on", "due_on", "taken_on", "follow_up_on", "next_on"})
"""Days, YYYY-MM-DD, perhaps with a time after them."""
PAST = frozenset({"found_on", "entry_on", "taken_on"})
"""Of these none is still to come."""
AT_THE_HEAD = ("to", "contact")
"""What has a column of its own beside `detail`."""
OF_OTHERS = frozenset(
    {"officers", "guardian", "guardian_id", "guardian_birth", "guardian_address", "taken_by"}
    | {"community", "contact", "proof", "clues", "belongings"}
)
"""What is about somebody else: on the person's own paper it is masked."""
HIDDEN_OF_A_CHILD = frozenset({"found_at", "health", "habits", "clues", "accent"})
"""Whoever reads a child's notice learns nothing by which they could pass for kin, and nothing of
where and how weak it is (未成年人保护法 4, 103)."""
PUBLISHED = frozenset(
    {"round", "found_on", "found_at", "features", "height", "build", "accent", "clothes"}
    | {"health", "contact", "found_area"}
)
"""What a public notice says; habits and spoken clues are for whoever calls, to be compared."""
AGAIN = frozenset(
    {"found_on", "found_at", "found_area", "found_how", "features", "height", "build", "clothes"}
    | {"health", "habits", "clues", "dna_number", "plan_number", "community"}
)
"""What was said in one letter is there in the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom a letter is about, as far as the rules ask. `years` by the lower end of an estimate;
    `number` of their own document."""

    years: int | None = None
    sealed: bool = False
    endangered: bool = False
    number: str = ""

    @property
    def minor(self) -> bool:
        """未成年人保护法 2."""
        return self.years is not None and self.years < ADULT


def asked_of(kind: Kind, subject: Subject) -> tuple[str, ...]:
    """What must be said of this letter."""
    if kind is not Kind.PUBLIC_NOTICE or not subject.minor:
        return ASKED[kind]
    return (*ASKED[kind], *OF_A_CHILD, *(ENDANGERED if subject.endangered else ()))


def offered(kind: Kind, subject: Subject) -> tuple[str, ...]:
    """What a form shows: what must be said, what may be, and a second officer."""
    asked = asked_of(kind, subject)
    return (*asked, *(name for name in ALSO[kind] if name not in asked), "second")


def said_of_text(text: OutsideLetter) -> dict[str, str]:
    """Everything that stands in it, by field."""
    return {**text.detail, "to": text.to, "contact": text.contact}


def published(detail: Mapping[str, str], *, minor: bool) -> dict[str, str]:
    """What the public reads of a notice; `minor` as it is known today, not as it was written."""
    shown = PUBLISHED - HIDDEN_OF_A_CHILD if minor else PUBLISHED
    return {name: said for name, said in detail.items() if name in shown}
