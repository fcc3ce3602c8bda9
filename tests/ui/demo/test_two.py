"""The demonstration of two desks plays real windows, a real centre and a real cable pulled out."""

from datetime import datetime
from pathlib import Path

import pytest

from app.desk import admission
from app.settings import Settings
from tests import makers
from ui.demo.station import make_empty
from ui.demo.two import show_two


def _small(data: Path, _settings: Settings, at: datetime) -> None:
    session, staff = make_empty(data, at)
    arrival = makers.arrival("王淼")
    admission.admit(session.register, arrival, session.station, by=staff[1], at=at)
    session.register.close()


@pytest.mark.long
def test_two_desks_disagree_while_the_network_is_gone_and_settle_it(
    settings: Settings, tmp_path: Path
) -> None:
    done = show_two(settings, tmp_path / "out", _small)
    shown = [Path(name).stem[3:] for name in done.pictures]
    assert shown == [
        "join-first",
        "join-second",
        "same-file-second",
        "offline-first",
        "offline-second",
        "conflict",
        "settled",
        "settled-second",
    ]
    assert all((tmp_path / "out" / name).stat().st_size > 20_000 for name in done.pictures)
