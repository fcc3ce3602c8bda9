"""Papers of invented people, and how to read them back."""

import shutil
import subprocess
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image

from app.paper import facts
from app.paper.adverse import adverse
from app.paper.code import KnownKey, Ticket, key_id, sign
from app.paper.notice import notice
from app.paper.registration import registration
from app.paper.voucher import voucher

AT = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)  # 00:30 of the next day in China
RARE = "王𬎆"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
PUBLIC = KEY.public_key().public_bytes_raw()
STATION = "440114-01"
KNOWN = {key_id(PUBLIC): KnownKey(public_key=PUBLIC, station=STATION)}
TICKET = Ticket(
    serial="GT440114-01-2026-000123-4",
    name=RARE,
    sex="1",
    id_end="001X",
    from_place="广州南",
    to_place="河池西",
    depart_on=date(2026, 11, 24),
    valid_until=date(2026, 11, 27),
    issued_on=date(2026, 11, 23),
)
CODE = sign(TICKET, KEY)
PAPERS = ("registration", "notice", "voucher", "refusal", "termination")


def photo(width: int = 480, height: int = 640, kind: str = "JPEG") -> bytes:
    out = BytesIO()
    Image.radial_gradient("L").convert("RGB").resize((width, height)).save(out, kind)
    return out.getvalue()


def sheet(**said: object) -> facts.Sheet:
    return facts.Sheet(**({"printed_at": AT} | said))  # type: ignore[arg-type]


def head(**said: object) -> facts.Head:
    bearer = {"name": RARE, "sex": "1", "photo": photo(), "home": "广西某县某乡"} | said
    return facts.Head(
        station="花都区救助管理站",
        case_number="440114-01-20261124-0007-4",
        bearer=facts.Bearer(**bearer),  # type: ignore[arg-type]
        handler="陈静",
        at=AT,
    )


def a_registration(on: facts.Sheet | None = None, **said: object) -> facts.Registration:
    of = said.pop("head", None) or head()
    return facts.Registration(sheet=on or sheet(), head=of, **said)  # type: ignore[arg-type]


def a_notice(on: facts.Sheet | None = None, **said: object) -> facts.Notice:
    of = said.pop("head", None) or head()
    return facts.Notice(sheet=on or sheet(), head=of, **said)  # type: ignore[arg-type]


def a_voucher(on: facts.Sheet | None = None, **said: object) -> facts.Voucher:
    usual = {
        "head": head(),
        "serial": TICKET.serial,
        "code": CODE,
        "from_place": TICKET.from_place,
        "to_place": TICKET.to_place,
        "depart_on": TICKET.depart_on,
        "valid_until": TICKET.valid_until,
        "fare": Decimal("186.5"),
    }
    return facts.Voucher(sheet=on or sheet(), **(usual | said))  # type: ignore[arg-type]


def an_adverse(on: facts.Sheet | None = None, **said: object) -> facts.Adverse:
    usual = {
        "head": head(),
        "kind": "refusal",
        "ground": "no_kin",
        "facts": "姐姐住在本市，愿意接回家，已通电话核实。",
        "help": ("food",),
        "complaint_phone": "12345",
    }
    return facts.Adverse(sheet=on or sheet(), **(usual | said))  # type: ignore[arg-type]


def paper(name: str, on: facts.Sheet | None = None, **said: object) -> bytes:
    match name:
        case "registration":
            return registration(a_registration(on, **said))
        case "notice":
            return notice(a_notice(on, **said))
        case "refusal" | "termination":
            return adverse(an_adverse(on, kind=name, **said))
    return voucher(a_voucher(on, **said))


def text_of(pdf: bytes) -> str:
    """By PDFium: all pages, without spaces, which readers place by their own lights."""
    document = pdfium.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return bare("".join(pages))


def bare(text: str) -> str:
    """Without any space or soft line end."""
    return "".join(text.replace("\x02", "").split())


def poppler_text(pdf: bytes, folder: Path) -> str:
    """By pdftotext; skips where it is not installed."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(  # noqa: S603 - our own file
        [tool, "-layout", "-enc", "UTF-8", str(file), "-"], capture_output=True, check=True
    )
    return done.stdout.decode()


def pages_of(pdf: bytes) -> int:
    document = pdfium.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def picture_of(pdf: bytes, dpi: int = 150) -> Image.Image:
    document = pdfium.PdfDocument(pdf)
    try:
        rendered: Image.Image = document[0].render(scale=dpi / 72).to_pil()
        return rendered
    finally:
        document.close()


def as_png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
