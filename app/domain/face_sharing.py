"""Whether faces are recognised between stations: decided once for all, with its basis on record."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.face import Basis, Scope
from app.domain.visit import Answer


class Mode(StrEnum):
    """How templates travel between stations."""

    LOCAL = "local"
    """None leaves its station."""
    ASK = "ask"
    """Those that may lie at the centre, which compares a probe with them."""
    SHARE = "share"
    """Those that may are kept at the desks of the province, and compared there."""


class Reach(StrEnum):
    """How far a question to the centre goes."""

    PROVINCE = "province"
    COUNTRY = "country"
    """Also to the provinces whose index cards do not travel here."""


_ORDER = (Mode.LOCAL, Mode.ASK, Mode.SHARE)


def stricter(one: Mode, other: Mode) -> Mode:
    """The one of two that lets less travel."""
    return min(one, other, key=_ORDER.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceSharing:
    """A decision of the centre: the mode, on what legal basis, by whom. The newest one holds."""

    id: UUID
    mode: Mode
    basis: str
    decided_by: str
    at: datetime
    reach: Reach = Reach.PROVINCE

    def asks(self, mode: Mode) -> bool:
        """Whether a desk where `mode` holds asks the centre."""
        return mode is Mode.ASK or (mode is Mode.SHARE and self.reach is Reach.COUNTRY)


GROUNDS = frozenset({Basis.CONSENT, Basis.GUARDIAN, Basis.BUREAU, Basis.LEGAL_DUTY})
"""An emergency is no ground for letting a face travel."""


NO = frozenset({Answer.REFUSED, Answer.WITHDRAWN})
"""Answers after which no face travels, whatever else it stands on."""


def why_not_probe(basis: Basis | None, scope: Scope, answer: Answer | None) -> str:
    """Why a face may not be sent to be compared; empty where it may."""
    if answer in NO:
        return "sharing.refused"
    if basis not in GROUNDS or (basis is not Basis.LEGAL_DUTY and answer is not Answer.GRANTED):
        return "sharing.no_basis"
    return "" if scope is Scope.NETWORK else "sharing.own_station"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a template stands on now: its own ground, and what was said about it last."""

    basis: Basis
    scope: Scope
    lapses_at: datetime | None
    sealed: bool
    answer: Answer | None
    """The last answer about faces; None where nobody was asked."""
    answered_scope: Scope | None

    def why_not(self, at: datetime) -> str:
        """Why it may not leave its station; empty where it may."""
        if self.sealed:
            return "sharing.sealed"
        if self.lapses_at is not None and self.lapses_at <= at:
            return "sharing.lapsed"
        narrower = self.answered_scope is not None and self.answered_scope is not Scope.NETWORK
        scope = Scope.STATION if narrower else self.scope
        return why_not_probe(self.basis, scope, self.answer)
