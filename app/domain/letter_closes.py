"""Which matters of 今日事项 a letter closes, once it has gone or was answered."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from app.domain.matter import Matter
from app.domain.outside_letter import LetterKind, OutsideLetter
from app.domain.today import Due

Kind = LetterKind
_ASKS: Mapping[str, tuple[Matter, ...]] = {
    "report": (Matter.POLICE,),
    "assist": (Matter.POLICE_ASKED,),
    "both": (Matter.POLICE, Matter.POLICE_ASKED),
}
_ROUND: Mapping[str, tuple[Matter, ...]] = {
    "first": (Matter.NOTICE,),
    "refresh": (Matter.REFRESH,),
}
_VISIT: Mapping[str, tuple[Matter, ...]] = {
    "minor": (Matter.FOLLOW_UP,),
    "wanderer": (Matter.WANDERER,),
    "other": (Matter.FOLLOW_UP,),
}


def closed_by_sending(text: OutsideLetter) -> tuple[Matter, ...]:
    """民发 2015-158: police and public are told, and the police asked to take samples, by a day; a
    visit is made."""
    said = text.detail
    if text.kind is Kind.REPORT:
        return _ASKS.get(said.get("asks", ""), ())
    if text.kind is Kind.PUBLIC_NOTICE:
        return _ROUND.get(said.get("round", ""), ())
    if text.kind is Kind.FOLLOW_UP:
        return _VISIT.get(said.get("visit_for", ""), ())
    return (Matter.BIOMETRICS,) if text.kind is Kind.DNA_REQUEST else ()


def due_of_draft(text: OutsideLetter, due: Iterable[Due]) -> datetime | None:
    """By when a letter that has not gone yet has to: the first day of what it closes."""
    best = {"agreed", "accepted"}
    closes = {*closed_by_sending(text), *(m for one in best for m in closed_by_answer(text, one))}
    return min((one.due for one in due if one.matter in closes and one.due), default=None)


def closed_by_answer(text: OutsideLetter, result: str) -> tuple[Matter, ...]:
    """民政 agrees that a minor leaves (未成年人保护法 92); somebody is settled."""
    if text.kind is Kind.MINOR_LEAVING and result == "agreed":
        return (Matter.CONSENT,)
    if text.kind is Kind.SETTLEMENT and result == "accepted":
        return (Matter.SETTLEMENT,)
    return ()


_LETTERS: Mapping[Matter, LetterKind] = {
    Matter.POLICE: Kind.REPORT, Matter.POLICE_ASKED: Kind.REPORT,
    Matter.NOTICE: Kind.PUBLIC_NOTICE, Matter.REFRESH: Kind.PUBLIC_NOTICE,
    Matter.BIOMETRICS: Kind.DNA_REQUEST, Matter.CONSENT: Kind.MINOR_LEAVING,
    Matter.SETTLEMENT: Kind.SETTLEMENT, Matter.FOLLOW_UP: Kind.FOLLOW_UP,
    Matter.WANDERER: Kind.FOLLOW_UP,
}  # fmt: skip


def letter_for(matter: Matter) -> LetterKind | None:
    """The letter that is its evidence; None where it is another deed."""
    return _LETTERS.get(matter)
