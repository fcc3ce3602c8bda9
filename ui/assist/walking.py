"""Going through the fields of a visit: what comes next, what is done, what was empty."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Walk:
    """`at`: which field comes next; an empty one is said first and passed over when asked again,
    or at once where the officer chose to skip them."""

    empty: Sequence[bool]
    done: set[int] = field(default_factory=set)
    at: int = 0
    skipping: bool = False
    said: int | None = None
    """The empty field that was said last."""

    @property
    def over(self) -> bool:
        """Nothing comes after."""
        return self.at >= len(self.empty)

    def step(self) -> tuple[int | None, list[int]]:
        """The field to copy now, or None (an empty one is said, or it is over); and which empty
        ones were passed over."""
        passed = list[int]()
        while not self.over and self.empty[self.at]:
            if not self.skipping and self.said != self.at:
                self.said = self.at
                return None, passed
            passed.append(self.at)
            self.done.add(self.at)
            self.at += 1
        self.said = None
        if self.over:
            return None, passed
        return self.take(self.at), passed

    def take(self, at: int) -> int:
        """Copy this one; the one behind it comes next."""
        self.at, self.said = at + 1, None
        self.done.add(at)
        return at

    def back(self) -> int | None:
        """The field before the one that was copied last, to be copied again."""
        before = [i for i in range(self.at - 1) if not self.empty[i]]
        return self.take(before[-1]) if before else None

    def kept(self) -> dict[str, str]:
        """As it is kept with a half-filled form; nothing where nothing was done."""
        done = ",".join(map(str, sorted(self.done)))
        return {"done": done, "at": str(self.at)} if self.done else {}

    def again(self, kept: dict[str, str]) -> None:
        """And taken up again; what does not fit these fields is passed over."""
        many = range(len(self.empty) + 1)
        self.done = {int(i) for i in kept.get("done", "").split(",") if i.isdigit()} & set(many)
        at = kept.get("at", "0")
        self.at = int(at) if at.isdigit() and int(at) in many else 0
