"""Completing an emergency: what is on file stands in the form again, to be added to."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app import clock
from app.desk import completion, drafts
from app.domain.emergency import URGENT
from app.domain.errors import Refused, Unavailable
from app.domain.ids import VisitId
from app.domain.person import Claim, ClaimKind, best
from app.domain.visit import ArrivalWay, Visit
from app.store.ask import get
from app.store.register import Register
from ui.intake import draft
from ui.intake.documents import document_fields
from ui.intake.draft import Unfinished
from ui.page import Desk, Telling

_FIELDS = {
    "alias": ClaimKind.ALIAS,
    "sex": ClaimKind.SEX,
    "document": ClaimKind.DOCUMENT,
    "ethnicity": ClaimKind.ETHNICITY,
    "home": ClaimKind.HOME,
    "address": ClaimKind.ADDRESS,
    "phone": ClaimKind.PHONE,
    "accent": ClaimKind.ACCENT,
    "marks": ClaimKind.MARKS,
    "kin": ClaimKind.KIN,
}


class Completing(QObject):
    """Opened from the list or a file; a draft that somebody had begun goes on where it was."""

    ready = Signal(object)
    """Unfinished: put it on the page."""
    missed = Signal()
    """It cannot be taken up; why is said."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._cases: dict[UUID, str] = {}
        self.coming = False
        """One is being read; what is typed meanwhile is meant for it."""

    def begin(self, visit: UUID) -> None:
        """Take an emergency up again; looking at it is written down."""
        officer, at = self._desk.officer, clock.now()
        self.coming = True

        def take_up(register: Register) -> tuple[str, Unfinished]:
            if get(register, Visit, visit) is None and (waits := _begun_elsewhere(register)):
                return "", waits
            begun = completion.take_up(register, VisitId(visit), by=officer, at=at)
            kept = [i for i, *_ in register.drafts(drafts.INTAKE) if i == visit]
            whole = _unfinished(begun)
            if kept:
                draft_of = drafts.take_up(register, visit, by=officer, at=at)
                begun_before = draft.load(draft_of.content)
                # The emergency's own is only what could not be dropped when it was saved.
                whole = begun_before if begun_before and not begun_before.emergency else whole
            return begun.visit.case_number, whole

        def _begun_elsewhere(register: Register) -> Unfinished | None:
            """An arrival that another page began: whoever was met in the street and came along."""
            if not any(one == visit for one, *_ in register.drafts(drafts.INTAKE)):
                return None
            return draft.load(drafts.take_up(register, visit, by=officer, at=at).content)

        self._desk.jobs.desk(self, take_up, self._begun, self._not_begun)

    def case_of(self, visit: UUID) -> str:
        """The case number of an emergency that is being completed, or nothing."""
        return self._cases.get(visit, "")

    def _begun(self, found: tuple[str, Unfinished]) -> None:
        case, whole = found
        self.coming = False
        if case:
            self._cases[whole.visit] = case
        self.ready.emit(whole)

    def _not_begun(self, sorry: Refused | Unavailable) -> None:
        self.coming = False
        self._desk.tell(Telling(words=self._desk.sentence(sorry), tone="warn"))
        self.missed.emit()


def _unfinished(begun: completion.Begun) -> Unfinished:
    visit = begun.visit
    way = "" if visit.way is ArrivalWay.UNKNOWN else visit.way.value
    stands = {
        "way": way,
        "brought_by": visit.brought_by,
        "reason": visit.reason,
        "found_at": visit.found_at,
        "story": visit.story,
        **{f"check_{key}": answer for key, answer in visit.checks.items()},
        **{f"condition_{key}": answer for key, answer in visit.conditions.items()},
        **_said(list(begun.claims)),
    }
    return Unfinished(
        visit=visit.id,
        person=visit.person,
        arrived_at=visit.arrived_at.isoformat(),
        fields={key: text for key, text in stands.items() if text},
        photos=begun.photos,
        urgent=tuple(key for key in URGENT if visit.checks.get(key) == "yes"),
    )


def _said(claims: list[Claim]) -> dict[str, str]:
    """What was said since, by field; the name that the station made up is none."""
    found = {key: claim.value for key, kind in _FIELDS.items() if (claim := best(claims, kind))}
    name, kin = best(claims, ClaimKind.NAME), best(claims, ClaimKind.KIN)
    if name and "temporary" not in name.detail:
        found["name"] = name.value
    if kin and "phone" in kin.detail:
        found["kin_phone"] = kin.detail["phone"]
    if born := best(claims, ClaimKind.BIRTH) or best(claims, ClaimKind.AGE):
        found["birth"] = born.value
    if paper := best(claims, ClaimKind.DOCUMENT):
        found |= document_fields(paper)
    return found
