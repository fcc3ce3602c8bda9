"""How a try ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
    counted: Mapping[str, int] = field(default_factory=dict)
    """How much of what was in it."""

    @classmethod
    def of(
        cls,
        faults: Sequence[str],
        notes: tuple[str, ...] = (),
        counted: Mapping[str, int] | None = None,
    ) -> "Outcome":
        """Survived, or failed with the first few faults."""
        end = End.FAILED if faults else End.SURVIVED
        return cls(end=end, why="; ".join(faults[:5]), notes=notes, counted=counted or {})
