"""Papers go to a folder or to CUPS, and what goes wrong is told in a sentence."""

import errno
import os
import stat
from pathlib import Path

import pytest

from app.devices.handlers.printer_cups import CupsPrinter, printers
from app.devices.handlers.printer_folder import FolderPrinter
from app.devices.printer import choose
from app.domain.errors import Unavailable

PAPER = b"%PDF-1.7 invented"


def test_a_paper_becomes_a_file(data: Path) -> None:
    place = choose(f"file:{data / 'papers'}").send(PAPER, "登记表 440114")
    assert Path(place).read_bytes() == PAPER
    assert Path(place).name == "登记表 440114.pdf"


def test_a_paper_that_is_there_is_never_overwritten(data: Path) -> None:
    printer = FolderPrinter(data)
    first, second = printer.send(b"1", "凭证"), printer.send(b"2", "凭证")
    assert (Path(first).read_bytes(), Path(second).read_bytes()) == (b"1", b"2")
    assert Path(second).name == "凭证-2.pdf"


def test_without_links_a_paper_is_not_overwritten_either(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(_self: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "no links on this disk")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    printer = FolderPrinter(data)
    places = [Path(printer.send(paper, "凭证")) for paper in (b"1", b"2")]
    assert [place.read_bytes() for place in places] == [b"1", b"2"]


def test_nothing_half_written_stays(data: Path) -> None:
    FolderPrinter(data).send(PAPER, "凭证")
    FolderPrinter(data).check()
    assert [file.name for file in data.iterdir()] == ["凭证.pdf"]


@pytest.mark.parametrize("title", ["../../etc/passwd", "a/b\\c:d*?", "", "...", "名" * 300, "a\nb"])
def test_any_title_stays_in_the_folder(data: Path, title: str) -> None:
    assert Path(FolderPrinter(data).send(PAPER, title)).parent == data


def test_a_file_where_the_folder_should_be_is_told(data: Path) -> None:
    (data / "papers").write_text("not a folder")
    with pytest.raises(Unavailable, match=r"printer\.folder_not_writable"):
        FolderPrinter(data / "papers").check()


def test_a_full_disk_is_told_and_leaves_nothing(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable, match=r"printer\.disk_full"):
        FolderPrinter(data).send(PAPER, "凭证")
    assert not list(data.iterdir())


@pytest.mark.parametrize("spec", ["none", ""])
def test_no_printer_says_so(spec: str) -> None:
    with pytest.raises(Unavailable, match=r"printer\.none"):
        choose(spec).send(PAPER, "凭证")


def test_on_windows_the_preview_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    with pytest.raises(Unavailable, match=r"printer\.from_the_preview"):
        choose("大厅").send(PAPER, "凭证")


@pytest.fixture
def cups(data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A print system of two small programs that behave like CUPS's own; what is printed is kept."""
    _program(
        data / "lpstat", f'echo "hall accepting requests since today"; exit $(cat {_q(data)}/bad)'
    )
    _program(data / "lp", f'printf "%s\\n" "$@" > {_q(data)}/asked; cat > {_q(data)}/printed; '
                          f"exit $(cat {_q(data)}/bad)")  # fmt: skip
    (data / "bad").write_text("0")
    monkeypatch.setenv("PATH", str(data), prepend=":")
    return data


def _q(path: Path) -> str:
    return f"'{path}'"


def _program(file: Path, text: str) -> None:
    file.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


def test_a_paper_reaches_the_print_system(cups: Path) -> None:
    assert choose("hall").send(PAPER, "凭证; rm -rf /") == "hall"
    assert (cups / "printed").read_bytes() == PAPER
    assert (cups / "asked").read_text().split("\n")[:4] == ["-d", "hall", "-t", "凭证; rm -rf /"]


def test_a_printer_nobody_knows_is_told(cups: Path) -> None:
    assert printers() == ["hall"]
    with pytest.raises(Unavailable, match=r"printer\.not_found"):
        CupsPrinter("cellar").send(PAPER, "凭证")
    assert not (cups / "printed").exists()


def test_a_printer_out_of_paper_gets_no_paper_to_hold(cups: Path) -> None:
    says = 'echo "hall accepting requests"; echo "\tAlerts: media-empty-error"; exit 0'
    _program(cups / "lpstat", says)
    with pytest.raises(Unavailable, match=r"printer\.no_paper"):
        choose("hall").send(PAPER, "凭证")
    assert not (cups / "printed").exists()
    _program(cups / "lpstat", 'echo "hall accepting requests"; echo "\tAlerts: media-low"; exit 0')
    assert choose("hall").send(PAPER, "凭证") == "hall"


def test_a_paper_the_printer_refuses_is_told(cups: Path) -> None:
    (cups / "bad").write_text("1")
    with pytest.raises(Unavailable, match=r"printer\.refused"):
        choose("hall").send(PAPER, "凭证")


def test_a_computer_without_a_print_system_says_so(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(data))
    with pytest.raises(Unavailable, match=r"printer\.no_print_system"):
        choose("hall").check()


def test_a_print_system_that_does_not_answer_is_told(
    cups: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _program(cups / "lpstat", "exec tail -f /dev/null")
    monkeypatch.setattr("app.devices.handlers.printer_cups._PATIENCE", 0.2)
    with pytest.raises(Unavailable, match=r"printer\.no_answer"):
        choose("hall").check()
