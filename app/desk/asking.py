"""Asking the centre who this is: only where its mode is `ask`, and never before urgent need."""

from dataclasses import dataclass
from datetime import datetime

from app.clock import local
from app.desk.admission import Arrival, face_basis, face_scope
from app.domain.codes import urgent_answered
from app.domain.errors import Refused
from app.domain.face_sharing import FaceSharing, Mode, Reach, why_not_probe
from app.domain.staff import Officer, Right
from app.domain.visit import About
from app.faces.engine import Model
from app.store import held, others, sharing
from app.store.ask import Asks
from app.wire.faces import FaceAsk, pack_vector


@dataclass(frozen=True, slots=True, kw_only=True)
class HowShared:
    """How faces are shared as this desk has it: the mode that holds here, the centre's decision
    (None: it has made none), and how many templates of other stations are here."""

    mode: Mode
    decided: FaceSharing | None
    others: int


def how_shared(asks: Asks, most: Mode) -> HowShared:
    """For the officer's page."""
    mode, _ = sharing.holds_here(asks, most)
    return HowShared(mode=mode, decided=sharing.heard(asks), others=others.count(asks))


def probe(
    asks: Asks,
    arrival: Arrival,
    vector: bytes,
    model: Model,
    most: Mode,
    why: str,
    *,
    by: Officer,
    at: datetime,
) -> FaceAsk:
    """What is sent to be compared: numbers and what they stand on, never a picture.

    Refused "sharing.…": the mode, the ground or the person's answer does not allow it, or urgent
    need is not answered yet.
    """
    by.must(Right.REGISTER)
    decided = sharing.heard(asks)
    if decided is None or not decided.asks(sharing.holds_here(asks, most)[0]):
        raise Refused("sharing.not_asked")
    if not urgent_answered(arrival.checks):
        raise Refused("sharing.urgent_first")
    basis, why_not = face_basis(arrival, local(at).date())
    answer = arrival.answer(About.FACE)
    if why_not := why_not or why_not_probe(basis, face_scope(arrival), answer):
        raise Refused(why_not)
    if basis is None:
        raise Refused("sharing.no_basis")
    return FaceAsk(
        engine=model.id,
        model_sha256=model.model_sha256,
        vector=pack_vector(vector),
        visit=arrival.visit,
        person=arrival.person,
        officer=by.id,
        why=why,
        basis=basis,
        scope=face_scope(arrival),
        answer=answer,
        token=held.token_of(asks, by.id) if decided.reach is Reach.COUNTRY else b"",
    )
