"""Signing a paper on the screen: the picture is kept with a digest of what was signed."""

from datetime import datetime

from app.desk.papers import SIGNED_FORMS, Made
from app.domain.errors import Refused
from app.domain.ids import VisitId, new_id
from app.domain.signature import Signature, SignedWith
from app.domain.staff import Officer, Right
from app.domain.visit import Visit
from app.store.ask import get
from app.store.register import Register

_PNG = b"\x89PNG\r\n\x1a\n"
MOST_BYTES = 512 * 1024


def sign(
    register: Register,
    made: Made,
    picture: bytes,
    size: tuple[int, int],
    how: SignedWith,
    *,
    by: Officer,
    at: datetime,
) -> Signature:
    """Keep a signature under the paper that was shown; `picture` is a PNG of `size` pixels."""
    by.must(Right.REGISTER)
    visit = get(register, Visit, made.subject)
    if visit is None or made.form not in SIGNED_FORMS:
        raise Refused("signature.not_here")
    if not picture.startswith(_PNG) or len(picture) > MOST_BYTES or min(size) < 1:
        raise Refused("signature.unreadable")
    line = Signature(
        id=new_id(),
        person=visit.person,
        visit=VisitId(visit.id),
        form=made.form,
        picture=register.blobs.put(picture),
        width=size[0],
        height=size[1],
        content=made.content,
        how=how,
        at=at,
        officer=by.id,
    )
    register.write(line, by=by.id, at=at, reason="signature")
    return line
