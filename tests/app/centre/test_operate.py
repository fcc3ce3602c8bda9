"""What the operator of a centre types, and what comes of it at the desks: programs of their own."""

from pathlib import Path

import msgspec
import pytest

from app.__main__ import main
from tests.programs import CHIEF, LOGIN, SET_UP, STAFF, SYNC, act, centre, code_for, guitu_act


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["centre", *words]) == 0
    return capsys.readouterr().out


@pytest.mark.long
def test_an_operator_sees_stations_officers_and_status_and_takes_an_officer_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk, there = tmp_path / "desk", tmp_path / "centre"
    data = ("--data", str(there))
    with centre(there, "--lease-days", "7") as url:
        act(desk, SET_UP, STAFF, {"do": "join", "url": url, "code": code_for(there)}, SYNC)
        (row,) = _said(capsys, "stations", *data, "--json").splitlines()
        station = msgspec.json.decode(row)
        assert (station["station"], station["desks"]) == ("440114-01", 1)
        assert station["seen_at"]
        found = [msgspec.json.decode(x) for x in _said(capsys, "officers", *data, "--json").split()]
        assert {(o["login"], o["role"], o["state"]) for o in found} == {
            ("admin", "administrator", "active"), ("zhang", "intake", "active"),
        }  # fmt: skip
        assert all(o["lease_until"] and not o["second_code"] for o in found)
        assert "接待" in _said(capsys, "officers", *data)
        status = msgspec.json.decode(_said(capsys, "status", *data, "--json"))
        assert status["streams"]["station:440114-01"] > 3
        assert (status["desks"], status["silent"], status["quarantine"]) == (1, [], {})
        assert "440114-01" in _said(capsys, "status", *data, "--days", "0", "--lang", "en")
        told = _said(capsys, "suspend", "--officer", "440114-01/zhang", *data)
        assert "440114-01/zhang" in told
        act(desk, LOGIN)  # not heard yet: work goes on
        act(desk, CHIEF, SYNC)
        assert guitu_act(desk, LOGIN)[-1]["key"] == "login.wrong"
        _said(capsys, "grant", "--officer", "440114-01/zhang", *data)
        act(desk, CHIEF, SYNC)
        roles = ("--station", "440114-01", "--role", "auditor", "--right", "search")
        assert "审计" in _said(capsys, "grant", *roles, *data)
        device = guitu_device(capsys, data)
        given = _said(capsys, "grant", "--device", device, "--numbers", "case", *data)
        assert device in given
        assert main(["centre", "grant", *data]) == 1
        assert "--role" in capsys.readouterr().err
        assert main(["centre", "suspend", "--officer", "nobody", *data]) == 1
        assert "nobody" in capsys.readouterr().err


def guitu_device(capsys: pytest.CaptureFixture[str], data: tuple[str, str]) -> str:
    """The only device."""
    found: str = msgspec.json.decode(_said(capsys, "devices", *data, "--json"))["device"]
    return found


def test_a_database_is_prepared_by_its_owner(
    postgres_url: str, engine: object, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ("prepare", "--database", postgres_url, "--data", str(tmp_path))
    assert "guitu_service" in _said(capsys, *words)
    done = msgspec.json.decode(_said(capsys, *words, "--json"))
    assert (done["made"], done["password"]) == (False, "")
    assert main(["centre", "--lease-days", "60", "--data", str(tmp_path), "--plain"]) == 1
    assert "7" in capsys.readouterr().err


pytest_plugins = ["tests.centre"]
