"""Two desks, a centre and TLS between them, each a program of its own."""

from pathlib import Path

import pytest

from app.domain.errors import Refused
from app.sync.line import tidy_url
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


@pytest.mark.long
def test_somebody_registered_here_is_found_there(tmp_path: Path) -> None:
    one, other, there = tmp_path / "one", tmp_path / "other", tmp_path / "centre"
    with centre(there) as url:
        codes = [code_for(there), code_for(there)]
        act(one, SET_UP, STAFF, {"do": "join", "url": url, "code": codes[0]})
        act(other, SET_UP, {"do": "join", "url": url, "code": codes[1].lower()})
        arrived = act(one, LOGIN, {"do": "arrive", "name": "欧阳娜娜", "birth": "1979"}, SYNC)
        assert arrived[-1]["waiting"] == 0
        act(other, CHIEF, {**STAFF, "login": "li"}, SYNC)
        found = act(other, {**LOGIN, "login": "li"}, {"do": "find", "typed": "oynn"})
        assert [f["person"] for f in found[-1]["found"]] == [arrived[1]["person"]]
    # The centre is gone: both go on, and what was saved waits.
    done = act(one, LOGIN, {"do": "arrive", "name": "王淼"})
    assert done[-1]["case_number"]
    late = guitu_act(one, LOGIN, SYNC)
    assert late[-1]["key"] == "line.offline"
    with centre(there, "--port", url.rpartition(":")[2]) as again:
        assert again == url
        assert act(one, LOGIN, SYNC)[-1]["waiting"] == 0
        act(other, {**LOGIN, "login": "li"}, SYNC)
        found = act(other, {**LOGIN, "login": "li"}, {"do": "find", "typed": "王淼"})
        assert len(found[-1]["found"]) == 1


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("ftp://example", "line.wrong_url"),
        ("https://a b", "line.wrong_url"),
        ("http://192.0.2.1:80", "line.needs_tls"),
        ("https://localhost:8443/path", "line.wrong_url"),
    ],
)
def test_what_is_no_address_is_said(url: str, key: str) -> None:
    with pytest.raises(Refused, match=key.replace(".", r"\.")):
        tidy_url(url)


def test_https_may_be_left_out() -> None:
    assert tidy_url(" centre.example:8443/ ") == "https://centre.example:8443"
