"""Who is asked after once they left: a child within thirty days, whatever the station asks else."""

from datetime import date, timedelta

import pytest

from app.domain.followup import Rules, asked_after
from app.domain.ids import PersonId, VisitId, new_id
from app.domain.matter import Matter
from app.domain.visit import Leaving, LeavingKind
from tests.makers import NOON

LEFT = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("kind", "years", "days"),
    [
        (LeavingKind.FETCHED, 17, 30), (LeavingKind.FETCHED, 18, 90), (LeavingKind.SETTLED, 9, 30),
        (LeavingKind.SETTLED, 40, None), (LeavingKind.ESCORTED, 15, 30),
    ],
)  # fmt: skip
def test_a_child_is_asked_after_within_thirty_days_whatever_the_station_asks(
    kind: LeavingKind, years: int, days: int | None
) -> None:
    """未成年人: the law's own deadline, where a station gives itself ninety days for kin."""
    gone = Leaving(
        id=new_id(), visit=VisitId(new_id()), person=PersonId(new_id()), at=NOON, kind=kind,
        officer=new_id(),  # type: ignore[arg-type]
    )  # fmt: skip
    found = asked_after(gone, LEFT, years, 1, Rules(reunited=90), reunited=False)
    assert found == ({} if days is None else {Matter.FOLLOW_UP: LEFT + timedelta(days=days)})
