"""A place as a claim: what was typed stays as it is, what it is called today stands beside it."""

from app.desk.admission import Said
from app.domain.errors import Unavailable
from app.domain.person import Claim, ClaimKind
from app.domain.place import Places, detail_of, settled
from app.places import places

PLACES = frozenset({ClaimKind.HOME, ClaimKind.ADDRESS})


def said_place(kind: ClaimKind, text: str, table: Places | None) -> Said:
    """With code, years and successor where the text can mean one place only."""
    found = settled(table, text) if table else None
    return Said(kind=kind, value=text, detail=detail_of(found) if found else {})


def table_or_none() -> Places | None:
    """The table; a damaged one must not keep anything from being saved."""
    try:
        return places()
    except Unavailable:
        return None


def today_home(claim: Claim | None) -> str:
    """The home by its name of today, as far as the claim knows it."""
    return (claim.detail.get("now") or claim.value) if claim else ""
