"""Find the code on a paper: from a picture, a scan or a PDF."""

from collections.abc import Iterator
from io import BytesIO

import pypdfium2 as pdfium
import zxingcpp
from PIL import Image

from app.domain.errors import Unavailable
from app.paper.code import PREFIX

MOST_BYTES = 30_000_000
MOST_PAGES = 10
MOST_PIXELS = 40_000_000
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_DPI = (150, 300)


def read_code(data: bytes) -> str | None:
    """The text of the first voucher code in a PNG, JPEG or PDF; None if there is none.

    `Unavailable` if the file is too large or neither a picture nor a PDF.
    """
    if len(data) > MOST_BYTES:
        raise Unavailable("code.file_too_large", megabytes=MOST_BYTES // 1_000_000)
    pictures = _pages(data) if data.startswith(b"%PDF") else _picture(data)
    for picture in pictures:
        if text := _found(picture):
            return text
    return None


def _found(picture: Image.Image) -> str | None:
    codes = zxingcpp.read_barcodes(picture, formats=_QR)
    texts = [code.text for code in codes if code.text.startswith(PREFIX)]
    return texts[0] if texts else None


def _picture(data: bytes) -> Iterator[Image.Image]:
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Unavailable("code.file_too_large", megabytes=MOST_BYTES // 1_000_000)
            yield image.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unavailable("code.not_a_picture") from error


def _pages(data: bytes) -> Iterator[Image.Image]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise Unavailable("code.not_a_picture") from error
    try:
        for dpi in _DPI:
            for number in range(min(len(document), MOST_PAGES)):
                yield _rendered(document[number], dpi)
    except pdfium.PdfiumError as error:
        raise Unavailable("code.not_a_picture") from error
    finally:
        document.close()


def _rendered(page: pdfium.PdfPage, dpi: int) -> Image.Image:
    wide, high = page.get_size()
    # A PDF may claim a page of any size.
    scale = min(dpi / 72, (MOST_PIXELS / max(wide * high, 1)) ** 0.5)
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return picture
