"""A signature is bound to what was signed, and printed only while the paper still says it."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from app.desk import claims, papers, signatures
from app.desk.admission import admit
from app.domain.errors import Refused
from app.domain.ids import PersonId, VisitId
from app.domain.person import ClaimKind, Source
from app.domain.signature import Signature, SignedWith
from app.domain.visit import Visit
from app.store.ask import all_of, get
from tests import makers
from tests.app.desk.test_papers import issuer, text_of
from tests.makers import NOON

LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def ink() -> bytes:
    """A few strokes."""
    image = Image.new("RGBA", (300, 90), (0, 0, 0, 0))
    ImageDraw.Draw(image).line([(10, 70), (120, 20), (280, 60)], fill=(20, 20, 40, 255), width=6)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def visit(desk: makers.Desk) -> VisitId:
    """Somebody who can write arrived."""
    arrival = makers.arrival("王淼")
    return admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON).visit.id


def make(desk: makers.Desk, form: str, subject: VisitId, *, days: int = 0) -> papers.Made:
    at = LATER + timedelta(days=days)
    return papers.make(desk.register, form, subject, issuer(desk), at=at, lang="zh")


def sign(desk: makers.Desk, made: papers.Made, ink: bytes) -> Signature:
    return signatures.sign(
        desk.register, made, ink, (300, 90), SignedWith.PEN, by=desk.intake, at=LATER
    )


def say(desk: makers.Desk, person: PersonId, kind: ClaimKind, value: str) -> None:
    claims.add(desk.register, person, kind, value, Source.SAID, by=desk.intake, at=NOON)


def pictures(pdf: bytes) -> int:
    """How many pictures stand on the first page."""
    document = pypdfium2.PdfDocument(pdf)
    kind = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    found = sum(1 for one in document[0].get_objects() if one.type == kind)
    document.close()
    return found


@pytest.mark.parametrize("form", [papers.REGISTRATION, papers.NOTICE])
def test_a_signed_paper_shows_the_signature_and_when(
    desk: makers.Desk, visit: VisitId, ink: bytes, form: str
) -> None:
    blank = make(desk, form, visit)
    sign(desk, blank, ink)
    signed = make(desk, form, visit)
    assert pictures(signed.pdf) == pictures(blank.pdf) + 1
    assert "屏幕签名 2026-" in text_of(signed.pdf)
    assert signed.content == blank.content


def test_a_paper_that_says_something_else_since_must_be_signed_again(
    desk: makers.Desk, visit: VisitId, ink: bytes
) -> None:
    sign(desk, make(desk, papers.REGISTRATION, visit), ink)
    person = visit_of(desk, visit).person
    say(desk, person, ClaimKind.HOME, "四川省仪陇县")
    changed = make(desk, papers.REGISTRATION, visit)
    assert pictures(changed.pdf) == 0
    assert "请重新签名" in text_of(changed.pdf)
    sign(desk, changed, ink)
    assert pictures(make(desk, papers.REGISTRATION, visit).pdf) == 1
    assert len(all_of(desk.register, Signature)) == 2


def test_reprinting_it_years_later_does_not_undo_a_signature(
    desk: makers.Desk, visit: VisitId, ink: bytes
) -> None:
    person = visit_of(desk, visit).person
    say(desk, person, ClaimKind.BIRTH, "1979-03-02")
    made = make(desk, papers.REGISTRATION, visit)
    papers.printed(desk.register, made, "hall", by=desk.intake, at=NOON)
    sign(desk, made, ink)
    assert pictures(make(desk, papers.REGISTRATION, visit, days=900).pdf) == 1


def test_the_signature_of_one_paper_is_not_that_of_another(
    desk: makers.Desk, visit: VisitId, ink: bytes
) -> None:
    sign(desk, make(desk, papers.NOTICE, visit), ink)
    assert pictures(make(desk, papers.REGISTRATION, visit).pdf) == 0


def test_what_is_no_signature_is_refused_and_nothing_is_kept(
    desk: makers.Desk, visit: VisitId, ink: bytes
) -> None:
    made = make(desk, papers.REGISTRATION, visit)
    for picture in (b"", b"GIF89a", ink + bytes(signatures.MOST_BYTES)):
        with pytest.raises(Refused, match="unreadable"):
            sign(desk, made, picture)
    with pytest.raises(Refused, match="not_here"):
        sign(desk, replace(made, form=papers.VOUCHER), ink)
    assert all_of(desk.register, Signature) == []


def test_a_picture_that_cannot_be_opened_leaves_the_room_for_the_pen(
    desk: makers.Desk, visit: VisitId, ink: bytes
) -> None:
    sign(desk, make(desk, papers.REGISTRATION, visit), ink[:60])
    assert pictures(make(desk, papers.REGISTRATION, visit).pdf) == 0


def test_who_may_not_register_may_not_take_signatures(
    desk: makers.Desk, visit: VisitId, ink: bytes
) -> None:
    made = make(desk, papers.REGISTRATION, visit)
    with pytest.raises(Refused, match="not_allowed"):
        signatures.sign(
            desk.register, made, ink, (300, 90), SignedWith.PEN, by=desk.administrator, at=LATER
        )


def visit_of(desk: makers.Desk, visit: VisitId) -> Visit:
    found = get(desk.register, Visit, visit)
    assert found
    return found
