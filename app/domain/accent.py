"""How somebody speaks: a probability over dialect areas, and which sounds it lets fall together.

Used to hear names and places, and for nothing else: an accent is never a feature of a lead.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Accent:
    """One object for each way to speak, so that what was heard with it can be remembered.

    `groups`: dialect area -> its share; `merges`: rule -> share of speakers it holds for."""

    groups: Mapping[str, float]
    merges: Mapping[str, float]
    known: bool


@dataclass(frozen=True, eq=False)
class Dialects:
    """The table of dialect areas: what falls together where, and who speaks so."""

    order: tuple[str, ...]
    names: Mapping[str, str]
    rules: Mapping[str, tuple[float, ...]]
    homes: Mapping[str, Mapping[str, float]]
    anybody: Mapping[str, float]

    def accent(self, said: str = "") -> Accent:
        """Of a place, a region or a dialect in the officer's words; anybody's where none is known.

        The longest name found in what was said counts: 广东梅州 is 梅州.
        """
        return self._named(self.heard(said))

    @lru_cache(maxsize=512)  # noqa: B019 - there is one table
    def _named(self, name: str) -> Accent:
        return self.mixed(self.homes[name] if name else self.anybody, known=bool(name))

    def heard(self, said: str) -> str:
        """The name in the table that what was said is understood as; empty for none."""
        best = ""
        for word in said.split():
            found = self._in(word)
            best = found if len(found) >= len(best) else best
        return best

    @lru_cache(maxsize=1 << 15)  # noqa: B019 - there is one table
    def _in(self, word: str) -> str:
        """Of a word; no name has a space."""
        found = [name for name in self.homes if name in word]
        # 广东梅州: both are there, and the later is the closer one.
        return max(found, key=lambda name: (len(name), word.rindex(name)), default="")

    def mixed(self, groups: Mapping[str, float], *, known: bool = True) -> Accent:
        """An accent by its shares; they are made to add up to 1."""
        whole = sum(groups.values()) or 1.0
        shares = {name: share / whole for name, share in groups.items() if share > 0}
        places = [(self.order.index(name), share) for name, share in shares.items()]
        merges = {
            rule: sum(row[at] * share for at, share in places) for rule, row in self.rules.items()
        }
        return Accent(groups=shares, merges=merges, known=known)
