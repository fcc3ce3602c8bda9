"""`guitu import`: by a leader's login, dry first, then whole, and again without anybody twice."""

from pathlib import Path

import msgspec
import pytest

from app import clock, taking_over
from app.desk import door
from app.desk.act import Outside, answers
from app.domain.errors import Refused
from app.domain.person import Person
from app.domain.staff import Role
from app.settings import Settings
from app.store.ask import all_of
from app.taking_over import Asked
from tests.app.desk.test_act import SET_UP
from tests.makers import PASSWORD

_LINES = "姓名,到了,离站日期\n王𬎆,2019-03-05,2019-03-06\n刘,去年,\n"


def _asked(settings: Settings, file: Path, **more: bool) -> Asked:
    return Asked(settings=settings, file=file, columns=("到了=arrived",), as_json=True, **more)


def test_a_file_is_taken_over_from_the_command_line(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    outside = Outside(settings)
    list(answers(outside, [msgspec.json.encode(SET_UP)]))
    session = outside.session
    leader = door.NewOfficer(login="he", name="何", role=Role.LEADER, password=PASSWORD)
    door.add_officer(session.register, leader, by=session.officer, at=clock.now())
    outside.close()
    file = tmp_path / "old.csv"
    file.write_text(_LINES, encoding="gb18030")
    monkeypatch.setenv("GUITU_PASSWORD", PASSWORD)
    monkeypatch.setenv("GUITU_LOGIN", SET_UP["login"])
    assert taking_over.run(_asked(settings, file)) == 1
    assert "何" not in capsys.readouterr().out
    monkeypatch.setenv("GUITU_LOGIN", "he")
    assert taking_over.run(_asked(settings, file, dry_run=True)) == 1, "a row has an error"
    said = msgspec.json.decode(capsys.readouterr().out)
    assert (said["good"], said["done"]) == (1, None)
    assert [(one["line"], one["key"]) for one in said["wrong"]] == [(3, "old.no_day")]
    for added, already in ((1, 0), (0, 1)):
        taking_over.run(_asked(settings, file))
        done = msgspec.json.decode(capsys.readouterr().out)["done"]
        assert (done["added"], done["already"]) == (added, already)
    opened = door.log_in_unseen(settings.data, "he", PASSWORD, clock.now(), "")
    assert len(all_of(opened.register, Person)) == 1
    opened.register.close()


def test_a_column_that_is_none_is_said(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "old.csv"
    file.write_text(_LINES, encoding="utf-8")
    for said in ("没有=arrived", "到了=arrive"):
        with pytest.raises(Refused, match=r"old\.bad_column"):
            taking_over.columns_of(Asked(settings=settings, file=file, columns=(said,)))
