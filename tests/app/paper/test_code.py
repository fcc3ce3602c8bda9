"""The signed code: read from paper, refused after one changed character, calm before anything."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import base45
import msgspec
import pypdfium2 as pdfium
import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.domain.errors import Unavailable
from app.paper import read_code as reading
from app.paper.code import (
    PREFIX,
    Finding,
    KnownKey,
    Verdict,
    case_code,
    key_id,
    masked,
    parse,
    sign,
    verify,
)
from app.paper.read_code import read_code
from app.paper.voucher import voucher
from tests.app.paper.papers import (
    CODE,
    KEY,
    KNOWN,
    OTHER_KEY,
    PUBLIC,
    STATION,
    TICKET,
    a_voucher,
    as_png,
    photo,
    picture_of,
)

_TODAY = date(2026, 11, 27)
_BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def test_a_signed_ticket_is_genuine_to_the_last_day_and_expired_after() -> None:
    expected = Finding(verdict=Verdict.GENUINE, ticket=TICKET, key_id=key_id(PUBLIC))
    assert verify(CODE, KNOWN, _TODAY) == expected
    assert verify(CODE, KNOWN, date(2026, 11, 28)).verdict is Verdict.EXPIRED


def test_a_void_serial_is_void_even_when_expired() -> None:
    found = verify(CODE, KNOWN, date(2027, 1, 1), {TICKET.serial}.__contains__)
    assert found.verdict is Verdict.VOID


def test_another_key_is_unknown() -> None:
    found = verify(sign(TICKET, OTHER_KEY), KNOWN, _TODAY)
    assert found.verdict is Verdict.UNKNOWN_KEY
    assert found.ticket is None


def test_a_station_cannot_sign_for_another() -> None:
    foreign = {key_id(PUBLIC): KnownKey(public_key=PUBLIC, station="440115-01")}
    assert verify(CODE, foreign, _TODAY).verdict is Verdict.ALTERED


def test_a_key_of_the_wrong_length_finds_nothing_genuine() -> None:
    short = {key_id(PUBLIC): KnownKey(public_key=b"short", station=STATION)}
    assert verify(CODE, short, _TODAY).verdict is Verdict.ALTERED


def test_every_changed_character_at_every_position_is_refused() -> None:
    for place in range(len(CODE)):
        for other in (_BASE45[(_BASE45.find(CODE[place]) + 1) % 45], "0", "Z", "a", "王"):
            if other == CODE[place]:
                continue
            text = CODE[:place] + other + CODE[place + 1 :]
            assert verify(text, KNOWN, _TODAY).verdict is not Verdict.GENUINE, place


@pytest.mark.parametrize("text", [CODE + "0", CODE + " ", CODE[:-1], CODE.lower(), CODE + CODE])
def test_more_less_or_another_case_is_refused(text: str) -> None:
    assert verify(text, KNOWN, _TODAY).verdict in {Verdict.ALTERED, Verdict.NO_CODE}


@pytest.mark.parametrize("text", ["", "GTC1:440114", "https://example.org", "gt1:0"])
def test_other_texts_are_no_voucher_code(text: str) -> None:
    assert verify(text, KNOWN, _TODAY).verdict is Verdict.NO_CODE


@given(st.text(max_size=300) | st.text(alphabet=_BASE45, max_size=1500))
def test_no_text_makes_it_raise(text: str) -> None:
    assert verify(PREFIX + text, KNOWN, _TODAY).verdict is not Verdict.GENUINE


@given(st.binary(max_size=200))
def test_no_bytes_behind_the_key_id_make_it_raise(payload: bytes) -> None:
    raw = bytes.fromhex(key_id(PUBLIC)) + payload + bytes(64)
    text = PREFIX + base45.b45encode(raw).decode()
    assert verify(text, KNOWN, _TODAY).verdict is Verdict.ALTERED


@pytest.mark.parametrize(
    "fields",
    [
        ["GT", "王", "1", "", "a", "b", 0, 0],
        ["GT", "王", "1", "", "a", "b", -1, 0, 0],
        ["GT", "王", "1", "", "a", "b", 10**9, 0, 0],
        ["G" * 65, "王", "1", "", "a", "b", 0, 0, 0],
        ["GT", "王", "1", "", "a", "b", 0, 0, 0, "more"],
        {"serial": "GT"},
        [b"GT", "王", "1", "", "a", "b", 0, 0, 0],
    ],
)
def test_a_signed_payload_of_another_shape_is_refused(fields: object) -> None:
    body = bytes.fromhex(key_id(PUBLIC)) + msgspec.msgpack.encode(fields)
    signature = KEY.sign(PREFIX.encode() + body)
    text = PREFIX + base45.b45encode(body + signature).decode()
    assert parse(text) is None
    assert verify(text, KNOWN, _TODAY).verdict is Verdict.ALTERED


def test_a_usual_code_is_a_qr_code_of_version_nine_at_most() -> None:
    assert int(segno.make(CODE, error="m", micro=False).designator.removesuffix("-M")) <= 9


def test_only_the_end_of_a_document_number_is_in_the_code() -> None:
    assert masked("44011419680302001X") == "001X"
    assert masked("12345678") == ""


@pytest.mark.parametrize("dpi", [150, 300])
def test_the_code_is_read_back_from_a_rendered_voucher(dpi: int) -> None:
    assert read_code(as_png(picture_of(voucher(a_voucher()), dpi))) == CODE


def test_the_code_is_read_back_from_the_pdf() -> None:
    assert read_code(voucher(a_voucher())) == CODE


def test_a_code_with_the_longest_names_is_read_back_at_150_dpi() -> None:
    long = replace(TICKET, name="𬎆" * 30, from_place="站" * 30, to_place="站" * 30)
    code = sign(long, KEY)
    assert read_code(as_png(picture_of(voucher(a_voucher(code=code))))) == code
    assert verify(code, KNOWN, _TODAY).ticket == long


def test_of_two_vouchers_in_one_file_neither_speaks_for_the_other() -> None:
    other = sign(replace(TICKET, name="李四"), OTHER_KEY)
    made = [BytesIO(), BytesIO()]
    for code, out in zip((CODE, other), made, strict=True):
        segno.make(code, error="m").save(out, kind="png", scale=4, border=4)
    pages = [Image.open(out).convert("RGB") for out in made]
    pdf, side = BytesIO(), BytesIO()
    pages[0].save(pdf, "PDF", save_all=True, append_images=pages[1:])
    both = Image.new("RGB", (pages[0].width * 2, pages[0].height), "white")
    both.paste(pages[0], (0, 0))
    both.paste(pages[1], (pages[0].width, 0))
    both.save(side, "PNG")
    for data in (pdf.getvalue(), side.getvalue()):
        with pytest.raises(Unavailable, match=r"code\.several"):
            read_code(data)


def test_a_picture_or_page_as_long_as_a_road_is_no_crash() -> None:
    line = BytesIO()
    Image.new("1", (70_000, 1)).save(line, "PNG")
    with pytest.raises(Unavailable, match=r"code\.file_too_large"):
        read_code(line.getvalue())
    document = pdfium.PdfDocument.new()
    document.new_page(10**8, 1)
    page = BytesIO()
    document.save(page)
    assert read_code(page.getvalue()) is None


def test_a_case_number_code_is_not_a_voucher() -> None:
    out = BytesIO()
    segno.make(case_code("440114-01-20261124-0007-4"), micro=False).save(out, kind="png", scale=6)
    assert read_code(out.getvalue()) is None


def test_a_picture_without_a_code_has_none() -> None:
    assert read_code(photo()) is None


@pytest.mark.parametrize(
    "data", [b"", b"text", b"%PDF-1.4 broken", b"\x89PNG\r\n\x1a\n", b"GIF89a"]
)
def test_what_is_no_picture_says_so(data: bytes) -> None:
    with pytest.raises(Unavailable) as caught:
        read_code(data)
    assert caught.value.key == "code.not_a_picture"


def test_too_large_a_file_or_picture_is_not_opened() -> None:
    out = BytesIO()
    Image.new("1", (8000, 8000)).save(out, "PNG")
    for data in (out.getvalue(), bytes(reading.MOST_BYTES + 1)):
        with pytest.raises(Unavailable) as caught:
            read_code(data)
        assert caught.value.key == "code.file_too_large"
