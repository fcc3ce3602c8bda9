"""回执: a slip of form 24 comes back, by its code or its number; which follow-up it closes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.desk import letters
from app.desk.letters import CameBack
from app.desk.transfer_views import known_keys
from app.domain.errors import Refused
from app.domain.letter_rules import LONGEST
from app.domain.outside_letter import LetterKind, LetterState, OutsideLetter, Sent, Whole
from app.domain.staff import Officer, Right
from app.store.ask import Asks
from app.store.followups import letter_numbered
from app.store.letters import letter_of
from app.store.protected import is_shut
from app.store.register import Register
from app.wire import slip
from app.wire.slip import Slip, Verdict

KEYS: Mapping[str, str] = {
    "1": "settled", "2": "needs_help", "3": "away", "4": "not_reached",
}  # fmt: skip
"""One digit writes an outcome."""
NEEDS_WORDS = frozenset({"needs_help", "away"})
"""Of these it is said what help, or since when and where to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """The letter whose slip it is; `again`: something came back before."""

    whole: Whole

    @property
    def again(self) -> bool:
        """Whether an outcome stands there already."""
        return self.whole.answer is not None


def code_of(letter: UUID, station: str, key: Ed25519PrivateKey) -> str:
    """The text of the code on the paper."""
    return slip.sign(Slip(letter=letter, station=station), key)


def by_code(asks: Asks, text: str, here: str, *, by: Officer) -> Back:
    """Refused "followup.altered", "followup.other_station", "followup.unknown"."""
    found = slip.read(text, here, known_keys(asks))
    if found.verdict is Verdict.OTHER_STATION and found.slip:
        raise Refused("followup.other_station", station=found.slip.station)
    if found.verdict is Verdict.UNKNOWN_KEY:
        raise Refused("followup.unknown")
    if found.verdict is Verdict.ALTERED or found.slip is None:
        raise Refused("followup.altered")
    return _known(asks, found.slip.letter, by)


def by_number(asks: Asks, number: str, here: str, *, by: Officer) -> Back:
    """As it is printed on the paper. Refused "followup.no_number"."""
    typed = "".join(number.split()).upper()
    whose = typed.removeprefix("H")[: len(here)]
    if typed.startswith("H") and whose != here and len(typed) > len(here):
        raise Refused("followup.other_station", station=whose)
    letter = letter_numbered(asks, typed)
    if letter is None:
        raise Refused("followup.no_number", number=typed)
    return _known(asks, letter, by)


def by_id(asks: Asks, letter: UUID, *, by: Officer) -> Back:
    """The letter that a scanned code named. Refused "followup.unknown"."""
    return _known(asks, letter, by)


def found(asks: Asks, typed: str, here: str, *, by: Officer) -> Back:
    """By whichever of the two was typed, or came from a scanner into the field."""
    if typed.strip().upper().startswith(slip.PREFIX):
        return by_code(asks, typed.strip(), here, by=by)
    return by_number(asks, typed, here, by=by)


def note(
    register: Register, letter: UUID, result: str, words: str, *, by: Officer, at: datetime,
    again: bool = False,
) -> OutsideLetter:  # fmt: skip
    """What the slip says, by the office that it went to. A slip that comes back proves that the
    letter went, though nobody wrote that down. Refused "followup.answered_already" where an outcome
    stands there, unless `again` says that this one counts."""
    found = _known(register, letter, by)
    if found.again and not again:
        raise Refused("followup.answered_already")
    if len(words) > LONGEST:  # before anything is written
        raise Refused("outside.too_long", field="words")
    if result in NEEDS_WORDS and not words.strip():
        raise Refused("followup.needs_words")
    whole = found.whole
    if whole.sending is None:
        letters.send(register, letter, Sent.POST, by=by, at=at)
    whom = whole.text.to
    said = CameBack(result=result, whom=whom, words=words)
    return letters.answer(register, letter, said, by=by, at=at)


def _known(asks: Asks, letter: UUID, by: Officer) -> Back:
    by.must(Right.VIEW)
    whole = letter_of(asks, letter)
    if whole is None or is_shut(asks, whole.first.person, sealed=by.may(Right.SEALED)):
        raise Refused("followup.unknown")
    if whole.kind is not LetterKind.FOLLOW_UP:
        raise Refused("followup.unknown")
    if whole.state is LetterState.WITHDRAWN:
        raise Refused("followup.withdrawn", number=whole.first.number)
    return Back(whole=whole)
