"""Where somebody may be from: places that sound like what they said; an officer picks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.accent import Accent
from app.domain.person import Claim, ClaimKind, live
from app.domain.place import Places, resolve
from app.names import names
from app.places import places
from app.sounding import Small, sounding
from app.villages import villages

MOST = 9
LONGEST_HEARD = 20
_AREA = re.compile(r"[1-8][0-9]{1,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A place. `now`: its name of today where that is another; `cost`: how unlike it sounds, 0 for
    the same; `small`: a town or a village."""

    code: str
    full: str
    now: str
    cost: float
    small: bool

    @property
    def shown(self) -> str:
        """With the name of today."""
        return f"{self.full}（今{self.now}）" if self.now and self.now != self.full else self.full


def sounds_like(heard: str, said: str = "", near: str = "", limit: int = MOST) -> list[Offered]:
    """Places called as `heard` (characters or letters) sounds in the accent `said` describes, those
    in or near where people speak so first, or near `near` (a name or an area code). Reads the
    villages the first time: a second, so off the window's thread."""
    text = heard.strip()[:LONGEST_HEARD]
    if not text:
        return []
    table, dialects = places(), names().dialects
    where = _code_of(table, near) or _code_of(table, dialects.heard(said))
    found = sounding(table, villages(), text, dialects.accent(said), where, limit)
    return [
        _small(one.place, one.cost or 0.0)
        if isinstance(one.place, Small)
        else Offered(
            code=(one.place.today or (one.place.place,))[0].code, full=one.place.full,
            now=one.place.now[0] if len(one.place.now) == 1 else "", cost=one.cost or 0.0,
            small=False,
        )
        for one in found
    ]  # fmt: skip


def _small(one: Small, cost: float) -> Offered:
    return Offered(code=one.code, full=one.full, now=one.now, cost=cost, small=True)


def _code_of(table: Places, near: str) -> str:
    """An area code as it was given, or that of the first place of this name."""
    if _AREA.fullmatch(near):
        return near if resolve(table, near[:6]) else ""
    found = resolve(table, near) if near else []
    return (found[0].today or (found[0].place,))[0].code if found else ""


def spoken(claims: Iterable[Claim]) -> str:
    """What is noted of the accent, all of it."""
    return " ".join(one.value for one in live(claims) if one.kind is ClaimKind.ACCENT)


def areas_of(said: str, least: float = 0.15) -> list[tuple[str, float]]:
    """The dialect areas whose people speak so, the likeliest first; none where nothing is known."""
    dialects = names().dialects
    accent: Accent = dialects.accent(said)
    if not accent.known:
        return []
    shares = sorted(accent.groups.items(), key=lambda pair: -pair[1])
    return [(dialects.names.get(name, name), share) for name, share in shares if share >= least]
