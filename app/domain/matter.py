"""事项: what the law and the house want done about somebody, and what was written down about it.

Facts that are added and never changed; a later one takes the place of one that was wrong.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId

LONGEST_NUMBER, LONGEST_WORDS = 60, 500
LONGEST_EXTENSION = timedelta(days=90)
"""So much longer at once; after that it is thought about again."""


class Matter(StrEnum):
    """What is to be done; the first of the same moment is looked at first."""

    EMERGENCY = "emergency"
    STREET_CALL = "street_call"
    POLICE = "police"
    NOTICE = "notice"
    POLICE_ASKED = "police_asked"
    BIOMETRICS = "biometrics"
    REFRESH = "refresh"
    SETTLEMENT = "settlement"
    STAY = "stay"
    CONSENT = "consent"
    FOLLOW_UP = "follow_up"
    WANDERER = "wanderer"
    ADVERSE = "adverse"
    APPROVAL = "approval"
    REQUEST = "request"
    OBJECTION = "objection"
    FACE = "face"
    VOUCHER = "voucher"
    STREET = "street"
    REPLY = "reply"
    TRANSFER = "transfer"
    KIN = "kin"
    KIN_ASKED = "kin_asked"
    OTHER = "other"


class StepKind(StrEnum):
    """What was written down about a matter."""

    OPENED = "opened"
    """Somebody says that it is to be done by a day: what follows a leaving, or no rule knows."""
    DONE = "done"
    EXTENDED = "extended"
    """延长: the stay goes on until a day, with a reason and the number of its filing."""
    OWNED = "owned"
    MISTAKEN = "mistaken"
    """Of a correction: what was said before is not so."""


CLOSED_ELSEWHERE = frozenset(
    {Matter.EMERGENCY, Matter.ADVERSE, Matter.APPROVAL, Matter.REQUEST, Matter.OBJECTION}
    | {Matter.FACE, Matter.VOUCHER, Matter.STREET, Matter.STREET_CALL}
    | {Matter.REPLY, Matter.TRANSFER, Matter.KIN, Matter.KIN_ASKED}
)
"""What is done closes these by itself: the arrival is completed, the request answered …"""
OPENED_BY_HAND = frozenset({Matter.POLICE, Matter.FOLLOW_UP, Matter.WANDERER, Matter.OTHER})
"""What an officer may say is to be done, by a day of their own."""
_WHOM = frozenset({Matter.POLICE, Matter.POLICE_ASKED, Matter.BIOMETRICS, Matter.CONSENT})
"""Of these it counts who was told, or who agreed."""
HALF_A_YEAR = timedelta(days=182)
AGAIN = {Matter.WANDERER: HALF_A_YEAR}
"""What is to be done once more after so long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterStep:
    """One entry about a matter of a `subject`: a visit, mostly.

    `done_on`: the day on which it was done; `until`: of an extension its last day, of something
    opened the day by which it is due; `number`: of the filing, receipt or sample; `whom`: with
    whom, or by whom; `owner`: who is to see to it.
    """

    id: UUID
    person: PersonId
    subject: UUID
    matter: Matter
    kind: StepKind
    done_on: date | None = None
    until: date | None = None
    number: str = ""
    whom: str = ""
    words: str = ""
    owner: OfficerId | None = None
    supersedes: UUID | None = None
    officer: OfficerId
    at: datetime


def standing(steps: Iterable[MatterStep]) -> list[MatterStep]:
    """What counts, in the order in which it was written down."""
    known = list(steps)
    gone = {one.supersedes for one in known}
    counts = [one for one in known if one.id not in gone and one.kind is not StepKind.MISTAKEN]
    return sorted(counts, key=_order)


def _order(step: MatterStep) -> tuple[datetime, int]:
    return step.at, step.id.int


def is_done(steps: Iterable[MatterStep], matter: Matter) -> bool:
    """Whether somebody closed it, here or at another desk: of two the earlier one counts."""
    return any(one.kind is StepKind.DONE and one.matter is matter for one in standing(steps))


def still_open(steps: Iterable[MatterStep]) -> list[MatterStep]:
    """What was opened and not done since, each matter of a subject once: what is due first."""
    counts = standing(steps)
    done = [one for one in counts if one.kind is StepKind.DONE]
    found: dict[tuple[UUID, Matter], MatterStep] = {}
    for one in counts:
        if one.kind is not StepKind.OPENED or one.until is None:
            continue
        key = (one.subject, one.matter)
        if any((x.subject, x.matter) == key and _order(x) > _order(one) for x in done):
            continue
        before = found.get(key)
        if before is None or before.until is None or one.until < before.until:
            found[key] = one
    return list(found.values())


def owner_of(steps: Iterable[MatterStep], matter: Matter) -> OfficerId | None:
    """Who is to see to it, as was said last."""
    said = [x for x in standing(steps) if x.kind is StepKind.OWNED and x.matter is matter]
    return said[-1].owner if said else None


def extended_until(steps: Iterable[MatterStep]) -> date | None:
    """The last day to which the stay was extended; of two desks' filings the later one."""
    days = [x.until for x in standing(steps) if x.kind is StepKind.EXTENDED and x.until]
    return max(days, default=None)


def must_be_written(step: MatterStep, began: date, today: date) -> None:
    """Refused "matter.…" where a date cannot be, or it is longer than a paper can say."""
    if step.done_on and step.done_on > today:
        raise Refused("matter.not_yet")
    if step.done_on and step.done_on < began:
        raise Refused("matter.before_it_began", day=began.isoformat())
    if len(step.number) > LONGEST_NUMBER:
        raise Refused("matter.number_too_long", most=LONGEST_NUMBER)
    if max(len(step.words), len(step.whom)) > LONGEST_WORDS:
        raise Refused("matter.too_long", most=LONGEST_WORDS)


def must_close(step: MatterStep) -> None:
    """A matter is closed with a day and with evidence: a number, or words that say what was done;
    where somebody had to be told or to agree, also with whom."""
    if step.matter in CLOSED_ELSEWHERE:
        raise Refused("matter.closed_elsewhere")
    if step.matter is Matter.STAY:
        raise Refused("matter.stay_is_extended")
    if step.done_on is None:
        raise Refused("matter.needs_day")
    if not (step.number or step.words):
        raise Refused("matter.needs_evidence")
    if step.matter in _WHOM and not step.whom:
        raise Refused("matter.needs_whom")


def must_extend(step: MatterStep, last: date, today: date) -> None:
    """实施细则 12: a longer stay has a reason and is filed with the superior; `last` is the last
    day as it stands. Where that is over, so much longer counts from `today`."""
    if step.until is None or step.until <= last:
        raise Refused("matter.until_not_later", day=last.isoformat())
    if step.until - max(last, today) > LONGEST_EXTENSION:
        raise Refused("matter.until_too_late", days=LONGEST_EXTENSION.days)
    if not step.words:
        raise Refused("matter.needs_reason")
    if not step.number:
        raise Refused("matter.needs_filing")


def must_open(step: MatterStep, today: date) -> None:
    """By hand: one of a few matters, with words and a day to come."""
    if step.matter not in OPENED_BY_HAND:
        raise Refused("matter.not_by_hand")
    if step.until is None or step.until < today:
        raise Refused("matter.due_in_the_past")
    if not step.words:
        raise Refused("matter.needs_words")


def must_correct(step: MatterStep, wrong: MatterStep | None) -> None:
    """What is taken back stands, and it is said why."""
    if wrong is None or wrong.kind is StepKind.MISTAKEN:
        raise Refused("matter.corrected_already")
    if not step.words:
        raise Refused("matter.needs_words")
