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
_LONGEST_SIDE = 65_535
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_DPI = (150, 300)


def read_code(data: bytes, prefix: str = PREFIX) -> str | None:
    """The text of the voucher code (or of another that begins so) in a PNG, JPEG or PDF; None if
    there is none.

    `Unavailable` if the file is too large, neither a picture nor a PDF, or holds the codes of
    several vouchers: a genuine one must not answer for a forged one beside it.
    """
    if len(data) > MOST_BYTES:
        raise Unavailable("code.file_too_large", megabytes=MOST_BYTES // 1_000_000)
    pictures = _pages(data) if data.startswith(b"%PDF") else _picture(data)
    texts = {text for picture in pictures for text in _found(picture, prefix)}
    if len(texts) > 1:
        raise Unavailable("code.several")
    return texts.pop() if texts else None


def _found(picture: Image.Image, prefix: str) -> list[str]:
    codes = zxingcpp.read_barcodes(picture, formats=_QR)
    return [code.text for code in codes if code.text.startswith(prefix)]


def _picture(data: bytes) -> Iterator[Image.Image]:
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MOST_PIXELS or max(image.size) > _LONGEST_SIDE:
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
    most = (MOST_PIXELS / max(wide * high, 1)) ** 0.5
    scale = min(dpi / 72, most, (_LONGEST_SIDE - 1) / max(wide, high, 1))
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return picture
