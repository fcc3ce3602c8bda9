"""A printer of the system through Qt: Windows, and Linux printers that CUPS' own tools miss."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.domain.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

DPI = 300
_POINTS = 72


class QtPrinter:
    """Prints a PDF as pictures of its pages at 300 dpi; never on the window's thread."""

    def __init__(self, name: str) -> None:
        self.name = name

    def check(self) -> None:
        """Unavailable unless the system knows the printer."""
        if self.name not in names():
            raise Unavailable("printer.not_found", name=self.name)

    def send(self, paper: bytes, title: str) -> str:
        """Print, and give the printer's name."""
        self.check()
        device = QPrinter(QPrinterInfo.printerInfo(self.name), QPrinter.PrinterMode.HighResolution)
        paint(paper, title, device)
        return self.name


def names() -> list[str]:
    """The printers the system tells Qt about."""
    return list(QPrinterInfo.availablePrinterNames())


def paint(paper: bytes, title: str, device: QPrinter) -> None:
    """Every page on a sheet of its own, edge to edge; "printer.refused" when it stops half-way."""
    device.setDocName(title)
    device.setResolution(DPI)
    a4 = QPageSize(QPageSize.PageSizeId.A4)
    device.setPageLayout(QPageLayout(a4, QPageLayout.Orientation.Portrait, QMarginsF()))
    device.setFullPage(True)
    painter = QPainter()
    if not painter.begin(device):
        raise Unavailable("printer.refused", name=device.printerName())
    try:
        for number, page in enumerate(_pages(paper)):
            if number and not device.newPage():
                raise Unavailable("printer.refused", name=device.printerName())
            painter.drawImage(device.paperRect(QPrinter.Unit.DevicePixel), page)
    finally:
        painter.end()


def _pages(paper: bytes) -> "Iterator[QImage]":
    import pypdfium2  # only when something is printed

    document = pypdfium2.PdfDocument(paper)
    try:
        for page in document:
            drawn = page.render(scale=DPI / _POINTS, rev_byteorder=False).to_numpy()
            high, wide = drawn.shape[:2]
            image = QImage(
                drawn.tobytes(), wide, high, drawn.strides[0], QImage.Format.Format_BGR888
            )
            yield image.copy()
    finally:
        document.close()
