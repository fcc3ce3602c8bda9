"""What an examination of this machine found, and how to mend it."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.errors import Refused, Unavailable
from app.words.say import say


class State(StrEnum):
    """How a thing is; `HINT` works, but somebody should know."""

    GOOD = "ok"
    HINT = "hint"
    BAD = "bad"
    UNSET = "unset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the examination. `key` and `mend` are word keys, both told with `facts`."""

    about: str
    state: State
    key: str
    mend: str = ""
    facts: dict[str, object] = field(default_factory=dict)

    def said(self, lang: str) -> str:
        """What was found."""
        return say(self.key, lang, **self.facts)

    def cure(self, lang: str) -> str:
        """What to do about it; empty where nothing needs doing or the finding says it itself."""
        return say(self.mend, lang, **self.facts) if self.mend else ""


def good(about: str, **facts: object) -> Finding:
    """All is well: the sentence is `doctor.<about>`."""
    return Finding(about=about, state=State.GOOD, key=f"doctor.{about}", facts=facts)


def hint(about: str, what: str, **facts: object) -> Finding:
    """It works, but …: `doctor.<about>_<what>`, mended by `mend.<about>_<what>`."""
    return _ill(about, State.HINT, what, facts)


def bad(about: str, what: str, **facts: object) -> Finding:
    """It does not work: `doctor.<about>_<what>`, mended by `mend.<about>_<what>`."""
    return _ill(about, State.BAD, what, facts)


def _ill(about: str, state: State, what: str, facts: dict[str, object]) -> Finding:
    name = f"{about}_{what}"
    return Finding(about=about, state=state, key=f"doctor.{name}", mend=f"mend.{name}", facts=facts)


def trouble(about: str, sorry: Refused | Unavailable, state: State = State.BAD) -> Finding:
    """What a device or file said itself; its sentence tells what to do."""
    return Finding(about=about, state=state, key=sorry.key, facts=sorry.facts)


def worst(findings: list[Finding]) -> State:
    """One state for all of them."""
    for state in (State.BAD, State.HINT):
        if any(found.state is state for found in findings):
            return state
    return State.GOOD
