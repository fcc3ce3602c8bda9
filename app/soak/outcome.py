"""How a try ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class End(StrEnum):
    """Survived: all was there. Detected: what was broken was said. Failed: neither."""

    SURVIVED = "survived"
    DETECTED = "detected"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One try."""

    end: End
    why: str = ""
    notes: tuple[str, ...] = ()
    """What kind of try it turned out to be, counted beside the ends."""

    @classmethod
    def of(cls, faults: Sequence[str], notes: tuple[str, ...] = ()) -> "Outcome":
        """Survived, or failed with the first few faults."""
        end = End.FAILED if faults else End.SURVIVED
        return cls(end=end, why="; ".join(faults[:5]), notes=notes)
