"""A snapshot that is being loaded: from the centre or a stick, paused and taken up again."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.domain.errors import Refused, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.store.register import Register
    from app.store.unpacking import Stage
    from app.sync.line import Line
    from app.sync.round import Bundle
    from app.sync.snapshot import Fetched
    from app.sync.stick import FromStick
    from app.wire.talk import Pushed


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What one turn brought: what the centre took of what waits, and a piece of a snapshot."""

    stage: "Stage"
    pushed: "Pushed | None" = None
    fetched: "Fetched | None" = None
    sorry: Refused | Unavailable | None = None


class Loads:
    """What the officer chose: whether it goes on, and from where."""

    def __init__(self, *, paused: bool = False) -> None:
        self.paused = paused
        self.stick: FromStick | None = None
        self._asked = False

    def wants(self, stage: "Stage | None") -> bool:
        """Whether there is something to load before the streams are heard."""
        if stage is None:
            self.stick, self._asked, self.paused = None, False, False
            return False
        return bool(stage.streams) or not self._asked or self.stick is not None

    def turn(self, line: "Line", bundle: "Bundle", stage: "Stage") -> Brought:
        """What waits is sent all the while; slow, away from the register."""
        from app.sync import round as rounds
        from app.sync import snapshot

        stick = self.stick
        pushed = rounds.say(line, bundle) if bundle.entries and not stick else None
        if self.paused:
            return Brought(stage=stage, pushed=pushed)
        try:
            fetched = snapshot.fetch(stick or snapshot.FromCentre(line), stage)
        except (Refused, Unavailable) as sorry:
            # What was taken is noted first, or it would be sent again for ever.
            return Brought(stage=stage, pushed=pushed, sorry=sorry)
        if stage.asks and not stage.streams:
            self._asked, self.stick = True, None if fetched.offered is None else stick
        return Brought(stage=stage, pushed=pushed, fetched=fetched)


def steps(brought: Brought, now: "datetime") -> "list[Callable[[Register], object]]":
    """What the register does with it, in short pieces."""
    from app.sync import round as rounds
    from app.sync import snapshot

    found: list[Callable[[Register], object]] = []
    pushed = brought.pushed
    if pushed is not None:
        found.append(lambda register: rounds.acknowledge(register, pushed, now))
    if brought.fetched is not None:
        found += snapshot.work(brought.stage, brought.fetched, now)
    if brought.sorry is not None:
        found.append(partial(say_no, brought.sorry))
    return found


def say_no(sorry: Refused | Unavailable, _register: "Register") -> None:
    """What waited was taken and noted; only then is it said that nothing can be heard."""
    raise sorry
