"""Invented facts for samples: as usual, as long as they come, or hardly any."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from itertools import count
from pathlib import Path
from typing import TypeVar

from app.paper import facts

_T = TypeVar("_T")
RARE = "𬎆"
"""Above the first plane of Unicode, and in no common font: a name with it stands on every one."""
AT = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)  # half past midnight of the next day in China
CASE = "440114-01-20261124-0007-4"
_FACE = Path(__file__).parents[3] / "assets" / "samples" / "m01" / "1.jpg"
_LONG_NAME = "阿卜杜热依木·买买提艾力·欧阳𬎆"


class Size(StrEnum):
    """How much is known in a sample."""

    USUAL = "usual"
    LONG = "long"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Answers with what a sample of its size says; every form's facts are made by one function of
    it, so that no size is forgotten."""

    size: Size = Size.USUAL
    lang: str = "zh"
    photo: bytes | None = None

    @property
    def sheet(self) -> facts.Sheet:
        """As printed offline for the first time; the long one is a reprint, synced."""
        again = self.size is Size.LONG
        return facts.Sheet(
            lang=self.lang, printed_at=AT, reprint=12 if again else 0, synced=again,
            copies=2 if again else 1,
        )  # fmt: skip

    def words(self, usual: str, most: int = 40) -> str:
        """A text of up to `most` characters; nothing where nothing is known."""
        if self.size is Size.MISSING:
            return ""
        return lengthened(usual, most) if self.size is Size.LONG else usual

    def only(self, value: _T, otherwise: _T) -> _T:
        """A code, number or time, which has no length; `otherwise` where nothing is known."""
        return otherwise if self.size is Size.MISSING else value

    def many(self, make: Callable[[int], _T], usual: int = 2, most: int = 12) -> tuple[_T, ...]:
        """A list: each made from its number, which begins at 1."""
        much = {Size.USUAL: usual, Size.LONG: most, Size.MISSING: 0}[self.size]
        return tuple(make(number) for number in range(1, much + 1))

    def head(self, *, second: str = "李芳") -> facts.Head:
        """Of somebody invented; a name is all that a sample of missing facts knows."""
        bearer = facts.Bearer(
            name=_LONG_NAME if self.size is Size.LONG else f"王{RARE}",
            temporary=self.size is Size.LONG,
            sex=self.only("1", "0"),
            birth=self.only("1968-03-02", ""),
            age=self.only("58 岁", ""),
            ethnicity=self.only("05" if self.size is Size.LONG else "08", ""),
            id_kind=self.only("resident", ""),
            id_number=self.only("452701196803020017", ""),
            id_checked=self.size is not Size.LONG,
            home=self.words("广西壮族自治区河池市金城江区示例镇", 60),
            photo=self.only(self.photo, None),
        )
        return facts.Head(
            station="示例市花都区救助管理站",
            case_number=CASE,
            bearer=bearer,
            handler=self.words("陈静", 12),
            second_handler=self.words(second, 12),
            at=AT,
        )


def sample(size: Size, lang: str) -> Sample:
    """With a face that a computer made."""
    return Sample(size=size, lang=lang, photo=_face())


def lengthened(usual: str, most: int) -> str:
    """The same words again and again, each time numbered, up to `most` characters."""
    text = usual
    for again in count(2):
        if len(text) >= most:
            break
        text += f"，{again}{usual}"
    return text[:most]


@cache
def _face() -> bytes | None:
    try:
        return _FACE.read_bytes()
    except OSError:
        return None  # a sample without a photograph is a sample all the same
