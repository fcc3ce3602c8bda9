"""Printing through Qt: a real PDF printer of Qt takes the pages, another program reads them."""

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import papers
from app.domain.errors import Unavailable
from tests import makers
from tests.ui.station import WAIT
from ui import print as printing
from ui.jobs import Jobs
from ui.qt_printer import DPI, QtPrinter, paint


@pytest.fixture
def notice(house: makers.Desk) -> bytes:
    """A paper of this station."""
    return papers.blank_notice(house.station, house.intake, at=clock.now(), lang="zh")


def _to_file(path: Path) -> QPrinter:
    device = QPrinter()
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(path))
    return device


def _grey(page: pypdfium2.PdfPage) -> NDArray[np.int64]:
    """The page in 40 × 56 squares: where ink is, without the shape of letters."""
    image = page.render(scale=2, grayscale=True).to_pil().resize((40, 56))
    return np.asarray(image, dtype=np.int64)


def test_every_page_comes_out_whole_at_its_size(notice: bytes, tmp_path: Path) -> None:
    paint(notice, "notice", _to_file(tmp_path / "out.pdf"))
    wanted = pypdfium2.PdfDocument(notice)
    printed = pypdfium2.PdfDocument((tmp_path / "out.pdf").read_bytes())
    assert len(printed) == len(wanted)
    assert printed[0].get_size() == pytest.approx(wanted[0].get_size(), abs=2)
    assert abs(_grey(wanted[0]) - _grey(printed[0])).max() < 40
    assert DPI == 300
    for document in (wanted, printed):
        document.close()


def test_it_prints_beside_the_window(
    qtbot: QtBot, jobs: Jobs, notice: bytes, tmp_path: Path
) -> None:
    went: list[object] = []
    jobs.beside(jobs, lambda: paint(notice, "n", _to_file(tmp_path / "out.pdf")), went.append)
    qtbot.waitUntil(lambda: bool(went), timeout=WAIT)
    assert (tmp_path / "out.pdf").stat().st_size > 10_000


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false")
def test_a_place_that_cannot_be_written_is_said(notice: bytes, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="refused"):
        paint(notice, "n", _to_file(tmp_path / "no such folder" / "out.pdf"))


def test_a_printer_nobody_knows_is_said_before_anything_is_drawn() -> None:
    with pytest.raises(Unavailable, match="not_found"):
        QtPrinter("no-such-printer").send(b"", "n")
    assert isinstance(printing.choose("qt:hall"), QtPrinter)


def test_a_folder_and_none_are_not_qts_affair(tmp_path: Path) -> None:
    printing.choose(f"file:{tmp_path}").check()
    with pytest.raises(Unavailable, match="none"):
        printing.choose("none").check()


def test_asking_what_can_be_chosen_never_fails() -> None:
    assert isinstance(printing.on_offer(), list)
