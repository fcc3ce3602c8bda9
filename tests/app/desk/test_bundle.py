"""整卷打印: which papers there are, of whom, and in what order they leave the printer."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.desk import admission, bundle, papers, protecting
from app.desk.bundle import Scope, leaves
from app.desk.reopening import take_back
from app.domain.errors import Refused
from app.domain.staff import Officer
from app.domain.visit import LeavingKind, Visit
from tests import makers
from tests.makers import NOON

LATER = NOON + timedelta(hours=3)
DAY = timedelta(days=1)


def _here(desk: makers.Desk, name: str = "王𬎆") -> Visit:
    arrival = makers.arrival(name)
    return admission.admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON).visit


def _leaves(
    desk: makers.Desk, scope: Scope, by: Officer | None = None, visit: Visit | None = None
) -> tuple[bundle.Leaf, ...]:
    one = visit.id if visit else None
    return leaves(desk.register, scope, one, by=by or desk.intake, at=LATER, lang="zh")


def test_of_somebody_sealed_nothing_is_offered_without_the_right(desk: makers.Desk) -> None:
    sealed, plain = _here(desk), _here(desk, "王淼")
    protecting.protect(desk.register, sealed.person, "家暴", by=desk.leader, at=NOON)
    assert {one.visit for one in _leaves(desk, Scope.HERE)} == {plain.id}
    assert {one.visit for one in _leaves(desk, Scope.HERE, desk.leader)} == {sealed.id, plain.id}
    with pytest.raises(Refused, match=r"paper\.no_subject"):
        _leaves(desk, Scope.VISIT, visit=sealed)


def test_a_leaving_that_was_taken_back_is_no_leaving(desk: makers.Desk) -> None:
    visit = _here(desk)
    kind = LeavingKind.OWN_WISH
    gone = makers.leave(desk.register, visit.id, kind, "示例地", by=desk.intake, at=LATER)
    forms = [one.form for one in _leaves(desk, Scope.LEFT_TODAY)]
    assert forms == [papers.REGISTRATION, papers.NOTICE, papers.STAY, "own_leaving"]
    tomorrow = leaves(
        desk.register, Scope.LEFT_TODAY, None, by=desk.intake, at=LATER + DAY, lang="zh"
    )
    assert tomorrow == ()
    take_back(desk.register, gone.id, "记错了人", by=desk.intake, at=LATER)
    assert _leaves(desk, Scope.LEFT_TODAY) == ()
    assert len(_leaves(desk, Scope.HERE)) == 2


def test_whoever_asks_no_further_stops_and_what_is_out_is_due_no_more(desk: makers.Desk) -> None:
    visit = _here(desk)
    issuer = papers.Issuer(
        station=desk.station, officer=desk.intake, key=Ed25519PrivateKey.generate()
    )
    sent: list[str] = []

    def send(_pdf: bytes, title: str) -> str:
        sent.append(title)
        return title

    wanted = _leaves(desk, Scope.VISIT, visit=visit)
    going = bundle.out(desk.register, wanted, issuer, send, at=LATER, lang="zh")
    next(going)
    going.close()
    assert len(sent) == 1
    left = [one for one in _leaves(desk, Scope.VISIT, visit=visit) if one.due]
    assert [one.form for one in left] == [papers.NOTICE]
    assert [one.called for one in wanted] == ["求助登记表", "入站告知书"]
