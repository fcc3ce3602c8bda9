"""Whom a paper is about, as the file says it."""

from datetime import datetime

from app.clock import local
from app.desk.vouchers import age_text
from app.domain.document import NONE
from app.domain.person import Claim, ClaimKind, best
from app.paper import facts
from app.store.people import File
from app.words.age import age_on_paper
from app.words.documents import none_in_words


def bearer_of(known: File, photo: bytes | None, at: datetime, lang: str) -> facts.Bearer:
    """The best that is known, and the photograph."""
    claims = list(known.claims)
    name, document = best(claims, ClaimKind.NAME), best(claims, ClaimKind.DOCUMENT)
    return facts.Bearer(
        name=known.name,
        temporary=bool(name and name.detail.get("temporary")),
        sex=known.value(ClaimKind.SEX) or "0",
        birth=known.value(ClaimKind.BIRTH),
        age=age_on_paper(age_text(known, local(at).date()), lang),
        ethnicity=known.value(ClaimKind.ETHNICITY),
        id_kind=document.detail.get("type", "") if document else "",
        id_number=_number(document, lang),
        id_checked=not (document and document.detail.get("odd")),
        home=known.value(ClaimKind.HOME),
        photo=photo,
    )


def _number(document: Claim | None, lang: str) -> str:
    """The number; where there is no document, that and what became of it."""
    if document is None or document.detail.get("type") != NONE:
        return document.value if document else ""
    return none_in_words(document.detail, lang)
