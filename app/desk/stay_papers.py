"""What stands on form 8: everything that was given at one visit, and how it ended."""

from collections.abc import Iterable
from datetime import datetime

from app.clock import local
from app.domain.matter import MatterStep, StepKind
from app.domain.matter import standing as written
from app.domain.service import Service, ServiceKind, meals
from app.domain.service import standing as served
from app.domain.visit import Visit
from app.paper import facts
from app.store.people import File
from app.words.served import service_in_words

_MEDICAL = frozenset({ServiceKind.MEDICAL, ServiceKind.HOSPITAL, ServiceKind.BACK})


def facts_of(
    known: File, visit: Visit, head: facts.Head, sheet: facts.Sheet, kept: Iterable[str]
) -> facts.Stay:
    """As it stands now; while somebody is here the lower half is left open."""
    given = [one for one in served(known.services) if one.visit == visit.id]
    gone = next((one for one in known.leavings if one.visit == visit.id), None)
    serials = {one.id: one.serial for one in known.vouchers}

    def told(*kinds: ServiceKind) -> tuple[str, ...]:
        named = len(kinds) > 1  # else the cell says what it was
        return tuple(_line(one, sheet.lang, named=named) for one in given if one.kind in kinds)

    return facts.Stay(
        sheet=sheet,
        head=head,
        arrived_at=visit.arrived_at,
        days=_days(visit.arrived_at, gone.at if gone else sheet.printed_at),
        meals=meals(given),
        clothes=told(ServiceKind.CLOTHES),
        medical=told(*_MEDICAL),
        counselling=told(ServiceKind.COUNSELLING),
        training=told(ServiceKind.TRAINING),
        care=told(ServiceKind.CARE),
        calls=told(ServiceKind.CALL),
        incidents=told(ServiceKind.INCIDENT),
        extensions=tuple(_extensions(known.steps, visit)),
        left_at=gone.at if gone else None,
        way=gone.kind if gone else "",
        destination=gone.destination if gone else "",
        voucher=serials.get(gone.voucher, "") if gone and gone.voucher else "",
        note=gone.note if gone else "",
        belongings="、".join(kept),
    )


def _line(one: Service, lang: str, *, named: bool) -> str:
    whole = service_in_words(one, lang)
    told = whole if named else whole.partition(" · ")[2]
    return f"{local(one.happened_at):%m-%d %H:%M} {told}".strip()


def _days(since: datetime, until: datetime) -> int:
    """The day of arrival is the first."""
    return (local(until).date() - local(since).date()).days + 1


def _extensions(steps: Iterable[MatterStep], visit: Visit) -> Iterable[facts.Extension]:
    for one in written(steps):
        if one.subject == visit.id and one.kind is StepKind.EXTENDED and one.until:
            yield facts.Extension(on=one.done_on, until=one.until, number=one.number, why=one.words)
