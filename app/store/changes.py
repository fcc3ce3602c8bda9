"""What a write or an arrival changed; a view reloads when one of its own kinds is in it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Kinds and ids of the records changed."""

    kinds: frozenset[str] = frozenset()
    ids: frozenset[UUID] = frozenset()

    def __or__(self, more: "Changes") -> "Changes":
        return Changes(kinds=self.kinds | more.kinds, ids=self.ids | more.ids)

    def __bool__(self) -> bool:
        return bool(self.kinds)
