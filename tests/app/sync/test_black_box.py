"""Two desks and a centre, driven by commands alone and compared by what they export."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.programs import (
    CHIEF,
    LOGIN,
    ROOT,
    SET_UP,
    STAFF,
    SYNC,
    act,
    centre,
    code_for,
    environment,
    guitu_act,
)

_OF_ONE_DESK = {"viewing", "search", "printing", "number_block", "officer", "index_card"}
"""Who looked at what and the blocks of numbers are each desk's own."""


def _export(folder: Path) -> dict[str, dict[str, Any]]:
    """Every record that desks of one station share, by its id."""
    line = [sys.executable, "-P", "-m", "app", "export", "--json", "--data", str(folder)]
    who = {"GUITU_LOGIN": "admin", "GUITU_PASSWORD": "correct horse"}
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        line, env=environment() | who, capture_output=True, text=True, check=True, cwd=ROOT
    )
    rows = [msgspec.json.decode(one) for one in done.stdout.splitlines()]
    return {row["id"]: row for row in rows if row["record"] not in _OF_ONE_DESK}


def _voucher(visit: str) -> dict[str, Any]:
    return {
        "do": "voucher", "visit": visit, "from_place": "广州南", "to_place": "河池西",
        "depart_on": "2030-01-02",
    }  # fmt: skip


@pytest.mark.long
def test_two_desks_end_with_the_same_whatever_happened_between(tmp_path: Path) -> None:
    one, other, there = tmp_path / "one", tmp_path / "other", tmp_path / "centre"
    with centre(there) as url:
        codes = [code_for(there), code_for(there)]
        act(one, SET_UP, STAFF, {"do": "join", "url": url, "code": codes[0]}, SYNC)
        second = {**SET_UP, "login": "admin"}
        act(other, second, {"do": "join", "url": url, "code": codes[1]}, SYNC)
        came = act(one, LOGIN, {"do": "arrive", "name": "王淼", "birth": "1979"}, SYNC)[1]
        act(other, CHIEF, SYNC)
    # The network is gone; both go on, also with the same person.
    late = {"do": "arrive", "name": "欧阳𬎆", "sex": "1", "way": "police"}
    mine = act(one, LOGIN, late, _voucher(came["visit"]))
    act(other, CHIEF, {**STAFF, "login": "li"})
    theirs = act(other, {**LOGIN, "login": "li"}, {**late, "name": "李四"}, _voucher(came["visit"]))
    assert mine[1]["case_number"] != theirs[1]["case_number"]
    assert mine[2]["serial"] != theirs[2]["serial"]
    for desk, login in ((one, "zhang"), (other, "li")):
        (said,) = guitu_act(desk, {**LOGIN, "login": login}, SYNC)[1:]
        assert (said["ok"], said["key"]) == (False, "line.offline")
    with centre(there, "--port", url.rpartition(":")[2]):
        for desk, login in ((one, "zhang"), (other, "li"), (one, "zhang")):
            assert act(desk, {**LOGIN, "login": login}, SYNC, {"do": "verify"})[1]["waiting"] == 0
    here, over_there = _export(one), _export(other)
    assert {mine[1]["visit"], theirs[1]["visit"], mine[2]["voucher"]} <= here.keys()
    kinds = {row["record"] for row in here.values()}
    assert {"person", "claim", "visit", "voucher", "signing_key"} <= kinds
    assert here == over_there


@pytest.mark.long
def test_what_no_desk_can_join_is_said_in_a_sentence(tmp_path: Path) -> None:
    there, desk = tmp_path / "centre", tmp_path / "one"
    with centre(there) as url:
        code = code_for(there)
        forged = code[:-1] + ("A" if code[-1] != "A" else "B")
        wrong = "AAAA" + code[4:]
        act(desk, SET_UP)
        said = guitu_act(
            desk,
            CHIEF,
            *({"do": "join", "url": url, "code": c} for c in (forged, wrong, code, code)),
            {"do": "join", "url": "https://127.0.0.1:9", "code": code},
        )[1:]
    keys = [one.get("key", "") for one in said]
    assert keys[:3] == ["line.wrong_centre", "enrol.wrong_code", ""]
    assert keys[4] == "line.offline"
    assert os.sep not in said[0]["why"]
    assert all(one["why"].endswith("。") for one in said if not one["ok"])
