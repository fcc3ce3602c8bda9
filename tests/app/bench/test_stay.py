"""`./guitu bench stay` in a small size: copies are other people, and none of them is here."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.bench import data, stays, today
from app.bench.invented import END
from app.store.register import open_register
from app.store.tables import inside, owing, visit


def test_the_list_is_asked_for_among_copied_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stays, "_PATTERN", 400)
    found = today.run(tmp_path, many=1200, times=3)
    assert found["inside"] == stays.INSIDE
    assert isinstance(found["today_ms"], float)
    assert isinstance(found["rows"], int)
    assert found["rows"] > stays.INSIDE
    folder, seconds = stays.made(tmp_path, 1200)
    assert seconds == 0.0, "made once"
    register = open_register(folder, data.key(), END)
    (row,) = register.ask(select(func.count(), func.count(visit.c.person.distinct())))
    assert tuple(row) == (1200 - 2 * stays.INSIDE, 3 * 200)
    assert len(register.ask(select(inside))) == stays.INSIDE
    assert register.ask(select(owing))
    register.close()
