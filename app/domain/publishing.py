"""发布包: what of an approved notice the public is told, field by field, and until when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.errors import Refused
from app.domain.outside_letter import LetterKind, LetterState, Whole

FACTS = (
    *("name", "sex", "age", "height", "build", "features", "accent", "clothes", "health"),
    *("found_on", "place", "contact", "number"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicField:
    """One field of the site where it is published."""

    fact: str
    label: str
    longest: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicForm:
    """All of them in its order; `unverified`: nobody held it against the real site yet."""

    system: str
    title: str
    fields: tuple[PublicField, ...]
    unverified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What is told. `letter` is the notice's own number, which is for this house alone; `said` by
    fact, as the notice has it; `ages` the youngest and the oldest;
    `temporary`: nobody knows the name; `never`: texts that may stand nowhere in it."""

    letter: str
    said: Mapping[str, str] = field(default_factory=dict)
    sex: str = "0"
    ages: tuple[int, int] | None = None
    temporary: bool = False
    photo: bytes | None = None
    approved_on: date
    expires: datetime
    minor: bool = False
    never: tuple[str, ...] = ()


def must_be_publishable(whole: Whole | None, *, sealed: bool) -> Whole:
    """A notice that a leader approved and that was not taken down. Refused "publish.…"."""
    if whole is None or whole.kind is not LetterKind.PUBLIC_NOTICE:
        raise Refused("publish.no_notice")
    if sealed:
        raise Refused("outside.sealed")
    if whole.approval is None:
        raise Refused("publish.not_approved")
    if whole.state is LetterState.WITHDRAWN or is_down(whole):
        raise Refused("publish.taken_down")
    return whole


def is_down(whole: Whole) -> bool:
    """Whether it was written down that it hangs nowhere any more."""
    return whole.answer is not None and whole.answer.result in ("taken_down", "claimed")


def in_order(form: PublicForm, said: Mapping[str, str]) -> list[tuple[PublicField, str]]:
    """Every field with what goes into it; cut where the site takes no more."""
    found = []
    for one in form.fields:
        text = " ".join(said.get(one.fact, "").split())
        found.append((one, text[: one.longest] if one.longest else text))
    return found
