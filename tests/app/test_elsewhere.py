"""A machine that was set up for another country: the desk still speaks and dates as in China."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.app.desk.test_act import LOGIN, OFFICER, ROOT, SET_UP

# 23 November in New York, 24 November in China.
AT = "2026-11-24T01:30:00Z"
NAME, STORY = "欧阳𬎆", "在火车站被偷了钱包，想回四川仪陇。"


def _act(folder: Path, *deeds: dict[str, Any], **environment: str) -> list[dict[str, Any]]:
    """A process of its own, as somebody would start it there."""
    file = folder / "办理.jsonl"
    lines = [json.dumps(d, ensure_ascii=False) for d in (SET_UP, OFFICER, LOGIN, *deeds)]
    file.write_text("\n".join(lines), encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "app", "act", str(file), "--data", str(folder / "data")],
        cwd=ROOT,
        env={**_plain(), **environment},
        capture_output=True,
        check=False,
    )
    answers = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert all(answer["ok"] for answer in answers), answers
    return answers[3:]


def _plain() -> dict[str, str]:
    """Nothing that says which language or encoding is wanted."""
    named = re.compile("LANG|LC_|PYTHONUTF8|PYTHONIOENCODING|TZ")
    return {name: value for name, value in os.environ.items() if not named.match(name)}


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "America/New_York", "LC_ALL": "C"},
        {"TZ": "Pacific/Kiritimati", "LANG": "en_US.ISO-8859-1"},
        {"TZ": "UTC", "LANG": "POSIX", "PYTHONIOENCODING": "ascii"},
    ],
)
def test_names_and_dates_are_right_in_any_locale_and_time_zone(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    came = {"do": "arrive", "at": AT, "name": NAME, "story": STORY}
    arrived, found, here = _act(
        tmp_path, came, {"do": "find", "typed": "欧阳"}, {"do": "in_station"}, **environment
    )
    assert "20261124" in arrived["case_number"]
    assert [one["name"] for one in found["found"]] == [NAME]
    (row,) = here["people"]
    assert row["visit"]["story"] == STORY
