"""Our own bugs: what a log says of them names no people, at the centre and on a terminal."""

import sys
from types import SimpleNamespace
from typing import Any

import pytest
from litestar import Litestar, get
from litestar.datastructures import State
from litestar.testing import TestClient

from app import broke
from app.centre.sorry import HANDLERS
from app.wire.talk import VERSION, Problem, unpack

NAME, NUMBER = "欧阳𬎆", "440114198501010014"


def _bug() -> None:
    raise ValueError(f"no date: {NAME} {NUMBER}")


@get("/v1/bug", sync_to_thread=False)
def _route() -> None:
    _bug()


def test_a_bug_at_the_centre_leaves_its_place_in_the_log_and_no_name(
    caplog: pytest.LogCaptureFixture,
) -> None:
    centre: Any = SimpleNamespace(refused={}, newest=VERSION)
    app = Litestar(
        [_route], exception_handlers=HANDLERS, state=State({"centre": centre}), logging_config=None
    )
    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get("/v1/bug")
    assert unpack(answer.content, Problem).key == "line.broken"
    assert "ValueError" in caplog.text
    assert "test_our_bugs.py" in caplog.text
    for word in (NAME, NUMBER):
        assert word not in caplog.text
        assert word not in answer.text
    caplog.clear()


def test_a_bug_of_a_command_is_told_on_the_terminal_without_what_was_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = sys.excepthook
    try:
        broke.quietly()
        try:
            _bug()
        except ValueError as error:
            sys.excepthook(ValueError, error, error.__traceback__)
    finally:
        sys.excepthook = before
    told = capsys.readouterr().err
    assert "ValueError" in told
    assert "_bug" in told
    assert NAME not in told
