"""The document of an arrival: its kind, that there is none and why, and the home it points to."""

from PySide6.QtCore import Qt

from app.desk.admission import Said, said_document
from app.desk.homes import PLACES, said_place
from app.domain.document import HOUSEHOLD, KINDS, NONE, OTHER, WHY_NONE, NumberRead
from app.domain.person import Claim
from app.domain.place import Home, home_of
from app.places import ready
from app.words.documents import none_in_words
from app.words.say import say
from ui.fields import Choices, ComboField

_BECAUSE = ":"
_UNSHORTENED = (OTHER, HOUSEHOLD)
"""Nothing about a number says these."""


def kind_choices(lang: str) -> Choices:
    """Every kind; none comes once for each reason."""
    kinds = [(kind, say(f"document_kind.{kind}", lang)) for kind in KINDS if kind != NONE]
    none = [(f"{NONE}{_BECAUSE}{why}", none_in_words({"why": why}, lang)) for why in WHY_NONE]
    return kinds + none


def chosen_document(read: NumberRead, chosen: str) -> Said | None:
    """The claim: by what was chosen, else by what the number looks like; a number is never lost."""
    kind, _, why = chosen.partition(_BECAUSE)
    if read.number and kind == NONE:
        return said_document(read, OTHER)
    if not read.number and kind != NONE:
        return None
    return said_document(read, kind, why)


def document_fields(claim: Claim) -> dict[str, str]:
    """A document on file as it stands in the form: its number, or that there is none and why."""
    if claim.detail.get("type") == NONE:
        why = claim.detail.get("why", WHY_NONE[-1])
        return {"document": "", "document_kind": f"{NONE}{_BECAUSE}{why}"}
    return {"document": claim.value}


class DocumentKindField(ComboField):
    """Empty as long as the officer leaves it to the number; its hint says what that looks like."""

    def __init__(self, label: str, lang: str) -> None:
        super().__init__(label, kind_choices(lang))
        self._lang = lang
        short = [self._short(kind) for kind in KINDS]
        # Room from the beginning: nothing moves when the number is read.
        self.hint.setMinimumWidth(max(map(self.hint.fontMetrics().horizontalAdvance, short)) + 2)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight)

    def show_recognised(self, read: NumberRead) -> None:
        """What the number was taken for, in a word that fits beside the label."""
        self.set_hint(self._short(read.kind) if read.number else "")

    def _short(self, kind: str) -> str:
        return "" if kind in _UNSHORTENED else say(f"document_short.{kind}", self._lang)


def home_by(read: NumberRead) -> Home | None:
    """The place a number points to, once the table has been read."""
    table = ready()
    if table is None or read.kind != "resident":
        return None
    return home_of(table, read.number, read.birth.year if read.birth else None)


def with_place(said: Said) -> Said:
    """A home or address with what it is called today."""
    return said_place(said.kind, said.value, ready()) if said.kind in PLACES else said
