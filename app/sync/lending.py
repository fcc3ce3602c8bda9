"""A file of another station over the line: asked for, its photographs fetched on their lane."""

from typing import TypeVar

from app.domain.errors import Refused, Unavailable
from app.store.lent import Loans
from app.sync.line import Line
from app.sync.pictures import bring
from app.wire.lending import AskContact, AskFile, BreakGlass, Contact, Contacts, Lent

Message = TypeVar("Message")


def ask(line: Line, asked: AskFile) -> Lent:
    """The file. Trouble "file.…" where the centre says no, Unavailable "file.offline" where it
    cannot be asked."""
    return _heard(line, "/v1/file", asked, Lent)


def break_glass(line: Line, asked: BreakGlass) -> Lent:
    """The file where the rules alone say no; both stations hear of it."""
    return _heard(line, "/v1/break-glass", asked, Lent)


def contacts(line: Line, asked: AskContact) -> tuple[Contact, ...]:
    """Whom to call about exactly this document; mostly nobody."""
    return _heard(line, "/v1/contact", asked, Contacts).stations


def _heard(line: Line, path: str, asked: object, kind: type[Message]) -> Message:
    try:
        return line.ask(path, asked, kind)
    except Unavailable as sorry:
        if sorry.key in {"line.offline", "line.slow", "line.ended"}:
            raise Unavailable("file.offline") from sorry
        raise


def names_of(lent: Lent) -> tuple[str, ...]:
    """The photographs of a file, newest first, each once."""
    newest = sorted(lent.file.photographs, key=lambda p: (p.taken_at, p.id), reverse=True)
    return tuple(dict.fromkeys(p.sha256 for p in newest))


def fetch(line: Line, name: str) -> bytes | None:
    """One photograph; None where the centre does not have it, or the loan is over."""
    try:
        return bring(line, name)
    except Refused:
        return None


def fetch_all(line: Line, loans: Loans, lent: Lent) -> int:
    """Every photograph that is not here yet; answers how many came."""
    came = 0
    person = lent.file.person.id
    for name in names_of(lent):
        if loans.picture(person, name) is None and (data := fetch(line, name)):
            loans.keep_picture(person, data)
            came += 1
    return came
