"""Erased by one line at one desk: the other desk, the centre and its list follow."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.programs import (
    CHIEF,
    LOGIN,
    SET_UP,
    STAFF,
    SYNC,
    act,
    centre,
    code_for,
    guitu,
    guitu_act,
)

LEADER = {
    "do": "officer", "login": "wang", "name": "王芳", "role": "leader",
    "password": "battery staple 2",
}  # fmt: skip
AS_LEADER = {"do": "login", "login": "wang", "password": "battery staple 2"}
SECOND = {"login": "admin", "password": "correct horse"}
NAME = "欧阳测试甲"


@pytest.mark.long
def test_a_person_is_erased_by_act_on_both_desks_and_at_the_centre(tmp_path: Path) -> None:
    one, other, there = tmp_path / "one", tmp_path / "other", tmp_path / "centre"
    with centre(there) as url:
        codes = [code_for(there), code_for(there)]
        act(
            one, SET_UP, STAFF, LEADER, {"do": "join", "url": url, "code": codes[0], "name": "前台"}
        )
        act(other, SET_UP, {"do": "join", "url": url, "code": codes[1], "name": "后门"})
        came = act(one, LOGIN, {"do": "arrive", "name": NAME}, SYNC)[1]
        act(other, CHIEF, {**STAFF, "login": "li"}, SYNC)
        erase = {"do": "erase", "person": came["person"], "ground": "mistake", "reason": "站务会"}
        no = guitu_act(
            one,
            AS_LEADER,
            {**erase, "second": {"login": "admin", "password": "wrong password"}},
            {**erase, "second": {"login": "wang", "password": "battery staple 2"}},
            {**erase, "second": SECOND, "reason": f"{NAME}误登"},
        )
        assert [a.get("key") for a in no[1:]] == [
            "login.wrong", "erasure.one_officer", "erasure.names_them",
        ]  # fmt: skip
        asked = act(
            one, AS_LEADER, {**erase, "second": SECOND}, SYNC, {"do": "find", "typed": NAME}
        )
        assert (asked[1]["waits"], asked[-1]["found"]) == (True, [])
        (listed,) = _erasures(there)
        assert (listed["person"], listed["ground"]) == (came["person"], "mistake")
        assert "后门" in {w["name"] for w in listed["waiting"]}
        found = act(other, {**LOGIN, "login": "li"}, SYNC, SYNC, {"do": "find", "typed": NAME})
        assert found[-1]["found"] == []
        letters = act(other, {**LOGIN, "login": "li"}, {"do": "letters"})[-1]["letters"]
        assert [x["kind"] for x in letters] == ["erased"]
        act(one, LOGIN, SYNC)
        assert [e["waiting"] for e in _erasures(there)] == [[]]
        said = guitu("centre", "erasures", "--data", str(there)).stdout
        assert "登记有误" in said
        assert "各台电脑都已删除" in said
    assert came["person"] in (there / "erasures.list").read_text(encoding="utf-8")
    for folder in (one, other):
        assert came["person"] in (folder / "erasures.list").read_text(encoding="utf-8")


@pytest.mark.long
def test_a_desk_alone_erases_at_once_and_withdraws_by_act(tmp_path: Path) -> None:
    one = tmp_path / "one"
    act(one, SET_UP, STAFF, LEADER)
    came = act(one, LOGIN, {"do": "arrive", "name": NAME})[1]
    done = act(
        one,
        AS_LEADER,
        {"do": "withdraw", "person": came["person"], "how": "口头"},
        {"do": "period_over"},
        {
            "do": "erase", "person": came["person"], "ground": "mistake", "reason": "误登",
            "second": SECOND,
        },
        {"do": "find", "typed": NAME},
        {"do": "verify"},
    )  # fmt: skip
    assert (done[1]["templates"], done[2]["people"]) == (0, [])
    assert (done[3]["waits"], done[4]["found"]) == (False, [])


def _erasures(there: Path) -> list[dict[str, Any]]:
    said = guitu("centre", "erasures", "--data", str(there), "--json").stdout
    return [msgspec.json.decode(line) for line in said.splitlines()]
