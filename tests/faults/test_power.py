"""The power goes at any moment: what was told is there, on the strictest disk there could be."""

from contextlib import closing
from pathlib import Path

import pytest

from app.soak.backups import Backups
from app.soak.first_start import FirstStarts
from app.soak.outcome import End
from app.soak.power import PowerCuts
from app.soak.restores import Restores


def test_twenty_power_cuts_lose_nothing_that_was_told(tries: Path) -> None:
    with closing(PowerCuts(tries)) as cuts:
        failed = {seed: o.why for seed in range(20) if (o := cuts.once(seed)).why}
    assert not failed


@pytest.mark.parametrize(
    ("careless", "says"),
    [("database", "register."), ("mark", "the mark covers"), ("photographs", "photo.file_")],
)
def test_it_would_be_noticed_if_something_were_not_synced(
    tries: Path, careless: str, says: str
) -> None:
    with closing(PowerCuts(tries, careless)) as cuts:
        outcomes = (cuts.once(seed) for seed in range(20))
        failed = next((o for o in outcomes if o.end is End.FAILED), None)
    assert failed is not None
    assert says in failed.why


@pytest.mark.long
def test_a_first_start_that_was_cut_off_can_be_done_again(tries: Path) -> None:
    starts = FirstStarts(tries)
    outcomes = [starts.once(seed) for seed in range(6)]
    assert not [o.why for o in outcomes if o.why]
    assert any("told" in o.notes for o in outcomes)


@pytest.mark.long
def test_a_backup_that_was_cut_off_is_whole_or_none(tries: Path) -> None:
    backups = Backups(tries)
    outcomes = [backups.once(seed) for seed in range(60)]
    assert not [o.why for o in outcomes if o.why]
    assert any("told" in o.notes for o in outcomes)


@pytest.mark.long
def test_a_restore_that_was_cut_off_is_whole_or_can_be_done_again(tries: Path) -> None:
    restores = Restores(tries)
    outcomes = [restores.once(seed) for seed in range(40)]
    assert not [o.why for o in outcomes if o.why]
    assert any("told" in o.notes for o in outcomes)
