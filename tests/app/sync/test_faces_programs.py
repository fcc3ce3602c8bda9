"""Faces between stations by the command line alone: a centre, two desks, a decision."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.domain.codes import CHECKS
from tests.programs import LOGIN, SET_UP, STAFF, SYNC, act, centre, code_for, guitu
from tests.ui.sample import SAMPLES

THERE = "440103-02"
YES = [{"about": "face", "answer": "granted", "scope": "network"}]
LOOK = {"do": "look", "photo": str(SAMPLES / "m01" / "2.jpg"), "why": "reception"}
ASK = {
    "do": "ask_centre",
    "photo": str(SAMPLES / "m01" / "2.jpg"),
    "why": "reception",
    "consents": YES,
    "checks": dict.fromkeys(CHECKS, "no"),
}


def _decide(folder: Path, *words: str) -> tuple[int, str]:
    done = guitu("centre", "templates", "--data", str(folder), *words)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.long
def test_decided_given_asked_shared_and_taken_back(tmp_path: Path) -> None:
    one, other, there = tmp_path / "one", tmp_path / "other", tmp_path / "centre"
    with centre(there) as url:
        codes = [code_for(there), code_for(there, THERE)]
        act(one, SET_UP, STAFF, {"do": "join", "url": url, "code": codes[0]})
        act(other, {**SET_UP, "code": THERE}, STAFF, {"do": "join", "url": url, "code": codes[1]})
        assert "不离开本站" in _decide(there)[1]
        assert _decide(there, "--mode", "ask", "--by", "陈站长")[0] != 0
        said = ("--mode", "ask", "--basis", "省厅公函（2026）1号", "--by", "陈站长")
        code, told = _decide(there, *said)
        assert code == 0
        assert "陈站长" in told
        came = {"do": "arrive", "name": "王淼", "consents": YES}
        came["photos"] = [str(SAMPLES / "m01" / "1.jpg")]
        arrived, done = act(one, LOGIN, SYNC, came, SYNC)[2:]
        assert (arrived["templates"] != [], done["faces_given"]) == (True, 1)

        answers = act(other, LOGIN, SYNC, LOOK, ASK, {**ASK, "checks": {}}, {"do": "face_sharing"})
        looked, asked, too_early, shown = answers[2:]
        assert looked["candidates"] == []
        assert (asked["asked"], asked["why_not"]) == (True, "")
        assert _found(asked) == [(arrived["person"], "likely", SET_UP["code"])]
        assert (too_early["asked"], too_early["why_not"]) == (False, "sharing.urgent_first")
        assert (shown["mode"], shown["others"]) == ("ask", 0)

        code, told = _decide(there, "--mode", "share", *said[2:])
        assert code == 0, told
        answers = act(other, LOGIN, SYNC, LOOK, {"do": "face_sharing"}, ASK)
        assert _found(answers[2]) == [(arrived["person"], "likely", SET_UP["code"])]
        assert (answers[3]["mode"], answers[3]["others"]) == ("share", 1)
        assert answers[4]["why_not"] == "sharing.not_asked", "what is here is not asked for"

        no = {"do": "consent", "visit": arrived["visit"], "about": "face", "answer": "refused"}
        assert act(one, LOGIN, no, SYNC, LOOK)[-1]["candidates"] == []
        assert act(other, LOGIN, SYNC, LOOK)[-1]["candidates"] == []
        code, told = _decide(there, "--json")
        modes = [msgspec.json.decode(line)["mode"] for line in told.splitlines()]
        assert modes == ["share", "ask"], "with their history"
    late = act(other, LOGIN, {**ASK, "why": "no network"})
    assert late[-1]["asked"] is False, "and no deed failed for it"


def _found(answer: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(c["person"], c["band"], c["card"]["elsewhere"]) for c in answer["candidates"]]
