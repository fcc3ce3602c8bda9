"""To whom a follow-up letter goes and what it tells of how somebody left, as the register knows."""

from app.clock import local
from app.domain.errors import Unavailable
from app.domain.hometown import Office, offices_of
from app.domain.person import Claim, ClaimKind, best
from app.domain.place import Place, Places, settled
from app.domain.visit import Leaving, Visit
from app.places import places
from app.store.people import File
from app.words.say import say


def told_home(known: File, visit: Visit, lang: str) -> dict[str, str]:
    """The offices of the home town, and the leaving in a sentence; nothing before it."""
    gone = next((one for one in known.leavings if one.visit == visit.id), None)
    if gone is None:
        return {}
    went = say("followup.went_to", lang, place=gone.destination) if gone.destination else ""
    left_on = local(gone.at).date()
    return {
        "to": "；".join(one.address for one in offices(table(), gone, list(known.claims))),
        "situation": say(
            "followup.situation", lang, on=left_on.isoformat(), place=went,
            how=say(f"leaving_kind.{gone.kind}", lang),
            days=(left_on - local(visit.arrived_at).date()).days + 1,
        ),
    }  # fmt: skip


def offices(known: Places | None, gone: Leaving, said: list[Claim]) -> tuple[Office, ...]:
    """Where they went or live first, then where they are registered, if that is elsewhere."""
    if known is None:
        return ()
    home, real = best(said, ClaimKind.HOME), best(said, ClaimKind.ADDRESS)
    went = _settled(known, gone.destination) or _place(known, real)
    return offices_of(known, (went, _place(known, home)))


def table() -> Places | None:
    """The table of places; without it the officer names the office."""
    try:
        return places()
    except Unavailable:
        return None


def _place(known: Places, claim: Claim | None) -> Place | None:
    """By the code that was kept with it, else by its words."""
    if claim is None:
        return None
    code = claim.detail.get("successor") or claim.detail.get("code", "")
    return (known.at(code, 9999) if code else None) or _settled(known, claim.value)


def _settled(known: Places, words: str) -> Place | None:
    """Where words mean one place only."""
    found = settled(known, words) if words.strip() else None
    return found.place if found else None
