"""Whoever sits between a desk and its centre, with a certificate of their own, hears nothing."""

from pathlib import Path

import msgspec
import pytest

from tests.programs import CHIEF, SET_UP, SYNC, act, centre, code_for, guitu, guitu_act


@pytest.mark.long
def test_another_machine_at_the_centres_address_hears_nothing(tmp_path: Path) -> None:
    desk, there, false = tmp_path / "desk", tmp_path / "centre", tmp_path / "false"
    with centre(there) as url:
        code = code_for(there)
    with centre(false, "--port", url.rpartition(":")[2]) as same:
        assert same == url
        refused = guitu_act(desk, SET_UP, {"do": "join", "url": url, "code": code})
        assert refused[-1]["key"] == "line.wrong_centre"
    with centre(there, "--port", url.rpartition(":")[2]):
        act(desk, CHIEF, {"do": "join", "url": url, "code": code}, SYNC)
    with centre(false, "--port", url.rpartition(":")[2]):
        refused = guitu_act(desk, CHIEF, SYNC)
        assert refused[-1]["key"] == "line.certificate"


@pytest.mark.long
def test_behind_a_proxy_this_computers_own_authorities_vouch_for_the_centre(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A code without a fingerprint, as `enrol --plain` gives it."""
    desk, there = tmp_path / "desk", tmp_path / "centre"
    with centre(there) as url:
        made = guitu(
            "centre", "enrol", "--station", "440114-01", "--data", str(there), "--plain", "--json"
        )
        join = {"do": "join", "url": url, "code": msgspec.json.decode(made.stdout)["code"]}
        assert guitu_act(desk, SET_UP, join)[-1]["key"] == "line.certificate"
        monkeypatch.setenv("SSL_CERT_FILE", str(there / "tls" / "authority.pem"))
        assert act(desk, CHIEF, join, SYNC)[-1]["waiting"] == 0
