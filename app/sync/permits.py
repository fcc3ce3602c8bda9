"""Asking the centre in an officer's name: permits during rounds, a search, a code for a desk."""

from collections.abc import Callable
from datetime import datetime

from app.domain.errors import Refused, Unavailable
from app.store import held
from app.store.ask import Asks
from app.store.cards import hashed
from app.store.register import Register
from app.sync.line import Line
from app.wire.permit import AskPermits, Invite, Invited, Permits, Seek, Sought
from app.wire.talk import fingerprint


def renew(
    line: Line, asked: AskPermits | None, meanwhile: Callable[[], object] | None = None
) -> tuple[AskPermits, Permits] | None:
    """The next permits; None where the centre gives none now: no round ever fails for it."""
    if asked is None:
        return None
    try:
        return asked, line.ask("/v1/permits", asked, Permits, meanwhile=meanwhile)
    except (Refused, Unavailable):
        return None


def keep(register: Register, asked: AskPermits, answer: Permits) -> None:
    """Kept by the centre's clock, by which they end."""
    register.within(lambda connection: held.keep(connection, asked, answer, answer.at))


def question(asks: Asks, token: bytes, name: str, document: str, purpose: str) -> Seek:
    """A search as it travels: of a document number only the keyed hash. Unavailable "line.alone"
    where this desk speaks to no centre, Refused "permit.none" where the officer has no permit."""
    key = held.network_key(asks)
    if not key:
        raise Unavailable("line.alone")
    if not token:
        raise Refused("permit.none")
    return Seek(
        token=token,
        purpose=purpose,
        name=name,
        document=hashed(document, key) if document.strip() else "",
    )


def seek(line: Line, asked: Seek) -> Sought:
    """Ask every station; never without somebody's wish."""
    return line.ask("/v1/search", asked, Sought)


def invite(line: Line, token: bytes) -> tuple[str, datetime]:
    """A code for the next desk of this station, whole, and until when it holds."""
    answer = line.ask("/v1/invite", Invite(token=token), Invited)
    authority = line.authority
    if not authority:
        return answer.code, answer.until
    end = fingerprint(authority)
    groups = "-".join(end[start : start + 4] for start in range(0, len(end), 4))
    return f"{answer.code}-{groups}", answer.until
