"""What is asked of the centre in an officer's name, driven without a window: programs, TLS."""

from pathlib import Path

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
    guitu_act,
)

FAR = {**SET_UP, "code": "110101-01", "name": "示例区救助管理站"}
SEARCH = {"do": "search", "name": "欧阳娜娜", "purpose": "接待核对"}


@pytest.mark.long
def test_another_province_is_searched_and_the_next_computer_invited(tmp_path: Path) -> None:
    one, far, next_one, there = (tmp_path / n for n in ("one", "far", "next", "centre"))
    with centre(there) as url:
        act(far, FAR, STAFF, {"do": "join", "url": url, "code": code_for(there, "110101-01")})
        act(
            far, LOGIN, {"do": "arrive", "name": "欧阳娜娜", "document": "11010119900101001X"}, SYNC
        )
        early = guitu_act(one, SET_UP, STAFF, SEARCH, {"do": "permit"})
        assert [a.get("key") for a in early[2:]] == ["staff.not_allowed", None]
        act(one, CHIEF, {"do": "join", "url": url, "code": code_for(there)}, SYNC)
        asked = act(one, LOGIN, {"do": "permit"}, SEARCH)
        assert asked[1]["permit"]["rights"] == ["break_glass", "file", "search"]
        (card,) = asked[2]["found"]["cards"]
        assert (card["card"]["name"], card["station"]) == ("欧阳娜娜", "示例区救助管理站")
        by_number = {"do": "search", "document": "11010119900101001x", "purpose": "寻亲"}
        told = guitu_act(one, LOGIN, by_number, {**SEARCH, "purpose": " "}, {"do": "invite"})
        assert len(told[1]["found"]["cards"]) == 1
        assert [a["key"] for a in told[2:]] == ["seek.needs_purpose", "staff.not_allowed"]
        # The invited computer believes this very centre: the code ends in its fingerprint.
        code = act(one, CHIEF, {"do": "invite"})[-1]["code"]
        act(next_one, SET_UP, {"do": "join", "url": url, "code": code}, SYNC)
        used = guitu_act(tmp_path / "late", SET_UP, {"do": "join", "url": url, "code": code})
        assert used[-1]["key"] == "enrol.used"
        # An officer of the first computer is let in at the next one.
        act(next_one, CHIEF, {"do": "let_in", "login": "zhang", "password": "first horse 1"})
        first = {**LOGIN, "password": "first horse 1", "new_password": "own horse 22"}
        act(next_one, first, {"do": "arrive", "name": "王淼"}, SYNC)
    late = guitu_act(one, LOGIN, SEARCH, {"do": "arrive", "name": "李雷"})
    assert (late[1]["key"], late[2]["ok"]) == ("line.offline", True)
