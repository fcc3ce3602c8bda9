"""A PFIF file of 200 MB: the whole command, its memory and its answer."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from tests.pfif_files import document, note, person
from tests.programs import ROOT, environment

_SIZE = 200_000_000


def _write(file: Path) -> int:
    """People with a note each, until it is large; how many."""
    head, _, end = document("<!-- -->\n").partition("<!-- -->\n")
    count = 0
    with file.open("wb") as out:
        out.write(head.encode())
        while out.tell() < _SIZE:
            seen = note({"note_record_id": f"example.org/n{count}", "text": "在车站见过" * 20})
            said = {"person_record_id": f"example.org/p{count}", "description": "左手有疤" * 40}
            out.write(person(said, seen).encode())
            count += 1
        out.write(end.encode())
    return count


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="a child's memory is told by POSIX only")
def test_two_hundred_megabytes_need_little_memory(tmp_path: Path) -> None:
    file, told = tmp_path / "people.xml", tmp_path / "told.json"
    count = _write(file)
    with told.open("wb") as out:
        command = [sys.executable, "-m", "app", "pfif", "--check", str(file), "--json"]
        run = subprocess.Popen(command, stdout=out, cwd=ROOT, env=environment())  # noqa: S603
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    assert run.returncode == 0
    assert msgspec.json.decode(told.read_bytes())["persons"]["taken"] == count
    assert used.ru_maxrss < 300_000  # KB; the tree of the whole file would be gigabytes
