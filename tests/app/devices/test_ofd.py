"""OFD by a program of the station's own: no shell, nothing left behind, and every failure said."""

import os
import select
import sys
import tempfile
from pathlib import Path

import pytest

from app.devices import ofd
from app.domain.errors import Unavailable

PDF = b"%PDF-1.7 invented"
GOOD = "import sys; open(sys.argv[2], 'wb').write(b'PK' + open(sys.argv[1], 'rb').read())"


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system keeps what is for a moment."""
    place = tmp_path / "temp"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def command(folder: Path, code: str) -> str:
    file = folder / "to ofd.py"
    file.write_text(code, encoding="utf-8")
    return f'{sys.executable} "{file}" {{pdf}} {{ofd}}'


def test_the_ofd_stands_beside_the_pdf_and_nothing_is_left_behind(
    tmp_path: Path, temp: Path
) -> None:
    file = tmp_path / "登记表 𬎆.pdf"
    made = ofd.beside(command(tmp_path, GOOD), file, PDF)
    assert made == tmp_path / "登记表 𬎆.ofd"
    assert made.read_bytes() == b"PK" + PDF
    assert list(temp.iterdir()) == []
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("import sys; sys.exit(3)", "ofd.failed"),
        ("pass", "ofd.nothing"),
        ("import sys; open(sys.argv[2], 'w').write('no')", "ofd.nothing"),
        ("import time; time.sleep(30)", "ofd.no_answer"),
    ],
)
def test_a_program_that_fails_is_said_and_leaves_nothing(
    code: str, key: str, tmp_path: Path, temp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ofd, "PATIENCE", 0.5 if key == "ofd.no_answer" else 20)
    with pytest.raises(Unavailable) as caught:
        ofd.beside(command(tmp_path, code), tmp_path / "a.pdf", PDF)
    assert caught.value.key == key
    assert list(temp.iterdir()) == []
    assert not list(tmp_path.glob("*.ofd"))


def test_no_shell_reads_the_setting(tmp_path: Path, temp: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        ofd.made(f"/bin/true {{pdf}} {{ofd}} ; touch {tmp_path / 'pwned'}", PDF)
    assert caught.value.key == "ofd.nothing"
    assert not (tmp_path / "pwned").exists()
    assert list(temp.iterdir()) == []


@pytest.mark.parametrize("said", ["", "prog", "prog {pdf}", "{pdf} {ofd}", 'prog "{pdf} {ofd}'])
def test_a_setting_without_both_places_is_said(said: str) -> None:
    with pytest.raises(Unavailable) as caught:
        ofd.check(said)
    assert caught.value.key == "ofd.setting"


def test_a_program_that_is_not_there_is_said(tmp_path: Path) -> None:
    said = f"{tmp_path / 'none'} {{pdf}} {{ofd}}"
    for ask in (lambda: ofd.check(said), lambda: ofd.made(said, PDF)):
        with pytest.raises(Unavailable) as caught:
            ask()
        assert caught.value.key == "ofd.no_program"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipe")
def test_what_a_program_started_ends_with_it_and_writes_on_nowhere(
    tmp_path: Path, temp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ofd, "PATIENCE", 2)
    held = tmp_path / "held"
    os.mkfifo(held)
    reading = os.open(held, os.O_RDONLY | os.O_NONBLOCK)
    more = f"import time; held = open({str(held)!r}, 'w'); time.sleep(30)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {more!r}])"
    try:
        with pytest.raises(Unavailable, match=r"ofd\.no_answer"):
            ofd.made(command(tmp_path, code), PDF)
        ended, _, _ = select.select([reading], [], [], 5)
        assert ended, "somebody still holds the pipe"
    finally:
        os.close(reading)
    assert list(temp.iterdir()) == []


def test_an_ofd_that_no_paper_is_as_large_as_is_not_taken(tmp_path: Path, temp: Path) -> None:
    code = "import sys; f = open(sys.argv[2], 'wb'); f.write(b'PK'); f.truncate(3_000_000_000)"
    with pytest.raises(Unavailable, match=r"ofd\.nothing"):
        ofd.made(command(tmp_path, code), PDF)
    assert list(temp.iterdir()) == []


def test_what_a_kill_left_in_the_folder_of_temporary_files_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, new, other = (tmp_path / one for one in ("guitu-ofd-a", "guitu-ofd-b", "other"))
    for folder in (old, new, other):
        folder.mkdir()
        (folder / "paper.pdf").write_bytes(PDF)
    for folder in (old, other):
        os.utime(folder, (0, 0))
    ofd.drop_left()
    assert sorted(tmp_path.iterdir()) == [new, other]
