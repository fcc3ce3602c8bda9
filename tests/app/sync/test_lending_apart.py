"""Two stations and a centre, each a program of its own: a file is lent, sealed, opened by two."""

from pathlib import Path
from typing import Any

import pytest

from tests.programs import SET_UP, SYNC, act, centre, code_for, guitu_act

OTHER = {**SET_UP, "code": "440115-01", "name": "示例二站救助管理站", "phone": "020-22222222"}
CHIEF = {"do": "login", "login": "admin", "password": "correct horse"}
STAFF: list[dict[str, Any]] = [
    {"do": "officer", "login": login, "name": name, "role": role, "password": "battery staple 1"}
    for login, name, role in (("zhang", "张伟", "intake"), ("wang", "王芳", "leader"))
]
LOGIN = {"do": "login", "login": "zhang", "password": "battery staple 1"}
LEADER = {"do": "login", "login": "wang", "password": "battery staple 1"}
DOCUMENT = "11010119900307001X"


@pytest.mark.long
def test_a_file_is_lent_sealed_and_opened_by_two(tmp_path: Path) -> None:
    one, other, there = tmp_path / "one", tmp_path / "other", tmp_path / "centre"
    with centre(there) as url:
        for folder, set_up in ((one, SET_UP), (other, OTHER)):
            code = code_for(there, set_up["code"])
            act(folder, set_up, *STAFF, {"do": "join", "url": url, "code": code})
        came = {"do": "arrive", "name": "欧阳测试", "document": DOCUMENT, "story": "截瘫病史"}
        person = act(one, LOGIN, came, SYNC)[1]["person"]
        visit = act(other, LOGIN, {"do": "arrive", "name": "王淼"}, SYNC)[1]["visit"]
        wish = {"do": "file", "person": person, "visit": visit, "purpose": "tracing"}
        lent = act(other, LOGIN, wish)[-1]
        assert "欧阳测试" in str(lent["file"])
        assert "截瘫病史" not in str(lent)
        again = act(other, LOGIN, {"do": "lent", "person": person})[-1]
        assert again["file"]["file"] == lent["file"]["file"]
        # Sealed: it goes from the desk that had it, and is not lent any more.
        act(one, LEADER, {"do": "protect", "person": person, "reason": "证人"}, SYNC)
        act(other, LOGIN, SYNC)
        gone = guitu_act(other, LOGIN, {"do": "lent", "person": person}, wish)
        assert [answer.get("key") for answer in gone[1:]] == ["file.not_here", "file.nobody"]
        assert act(other, LOGIN, {"do": "find", "typed": "欧阳测试"})[-1]["found"] == []
        called = act(other, LOGIN, {"do": "contact", "document": DOCUMENT})[-1]
        assert [c["station"] for c in called["stations"]] == ["440114-01"]
        glass = {
            "do": "break_glass", "document": DOCUMENT, "purpose": "reception", "reason": "急诊",
            "second": "zhang", "second_password": "battery staple 1",
        }  # fmt: skip
        assert guitu_act(other, LOGIN, glass)[-1]["key"] == "glass.one_officer"
        two = {**glass, "second": "wang", "second_password": "battery staple 1"}
        assert "欧阳测试" in str(act(other, LOGIN, two)[-1]["file"])
        alarm = act(one, LEADER, SYNC, {"do": "letters"})[-1]["letters"][0]
        assert alarm["kind"] == "glass_broken"
        answer = {"do": "answer", "letter": alarm["id"]}
        assert guitu_act(one, LEADER, answer)[-1]["key"] == "letter.needs_words"
        act(one, LEADER, {**answer, "words": "已电话核实"})
    late = guitu_act(other, LOGIN, {"do": "lent", "person": person}, wish)
    assert late[1]["ok"]  # what glass was broken for is read without a network
    assert late[2]["key"] == "file.offline"
