"""Find as you type: one contentless FTS5 table of our own tokens.

A token starts with a letter that says what it is, so that a surname is tried before a given name:
a name, b inside a name, p sound, q sound inside, i initials, j initials inside, c place,
d number from its start, e number's end, h its hash, y year of birth, m mark. Document numbers are
recency (see the desk notes).
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import Connection, delete, exists, literal_column, select, text, union

from app.domain.document import NO_DOCUMENT, forms_of, tidy
from app.domain.emergency import bare_number
from app.domain.index_card import IndexCard
from app.domain.name import initials, readings
from app.domain.person import Claim, ClaimKind, Person
from app.domain.visit import Visit
from app.store.adding import MANY, add, ask_among, blob, run_each
from app.store.ask import Asks
from app.store.cards import hashed
from app.store.clue_words import clue_words
from app.store.people import Card, cards, together_each
from app.store.protected import shut_of
from app.store.tables import TABLES, claim, find_doc, index_card, line, owed, station, visit

_NAMES = {ClaimKind.NAME, ClaimKind.ALIAS}
_NUMBERS = {ClaimKind.DOCUMENT, ClaimKind.PHONE}
_PLACES = {ClaimKind.HOME, ClaimKind.ADDRESS}
_CLUES = {ClaimKind.BIRTH, ClaimKind.AGE, ClaimKind.DOCUMENT, ClaimKind.MARKS}
_SHORTEST_END = 3
_LONGEST = 40
_SHORTEST_DOCUMENT = 7
_READY = 5
"""Beginnings of up to so many characters are kept ready by the index (and the letter before)."""
_INSIDE = {"a": "b", "b": "b", "c": "c", "d": "e", "e": "e"}
"""Where every end of a word is a token too, so that a long word can be asked for in pieces."""
_SAID_IN = {"ab": _NAMES, "c": _PLACES, "de": _NUMBERS}
_PAGES = (24, 48, 96, 192, 384)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One line of the answer. `matched` says in a key what was hit: name, sound, number, place."""

    person: UUID
    name: str
    sex: str
    birth: str
    matched: str
    case_number: str
    last_visit: datetime | None
    elsewhere: str = ""
    """The code of the station that has the file, where there is only an index card here."""


def touched(records: Iterable[object]) -> set[UUID]:
    """The persons whose tokens change with these records."""
    people: set[UUID] = set()
    for record in records:
        if isinstance(record, Person | IndexCard):
            people.add(record.id)
        elif isinstance(record, Claim | Visit):
            people.add(record.person)
    return people


def renew(connection: Connection, people: Collection[UUID]) -> None:
    """Give each person a new document with all their tokens; the old one goes."""
    ordered = sorted(people)
    for start in range(0, len(ordered), MANY):
        _renew(connection, ordered[start : start + MANY])


def owe(connection: Connection, people: Iterable[UUID]) -> None:
    """These are to be indexed soon: with the records, they would hold up what arrives."""
    wanted = "INSERT OR IGNORE INTO owed(person) VALUES (?)"
    run_each(connection, wanted, [(blob(person),) for person in people])


def catch_up(connection: Connection, most: int) -> bool:
    """Index so many of those who are owed, those who came first; whether more are left."""
    first = select(owed.c.person).order_by(owed.c.person).limit(most)
    people = list(connection.execute(first).scalars())
    if not people:
        return False
    for start in range(0, len(people), MANY):
        some = people[start : start + MANY]
        # Whoever was erased meanwhile, or of whom nothing but a line came, is not to be found.
        here = (
            select(one.c.id).where(one.c.id.in_(some)) for one in (TABLES["person"], index_card)
        )
        renew(connection, set(connection.execute(union(*here)).scalars()))
        connection.execute(delete(owed).where(owed.c.person.in_(some)))
    return owes(connection)


def owes(connection: Connection) -> bool:
    """Whether somebody who came from the centre is not indexed yet."""
    return bool(connection.execute(select(exists().select_from(owed))).scalar())


def _renew(connection: Connection, people: list[UUID]) -> None:
    theirs = find_doc.c.person.in_(people)
    old = list(connection.execute(select(find_doc.c.doc).where(theirs)).scalars())
    if old:
        run_each(connection, "DELETE FROM find WHERE rowid = ?", [(doc,) for doc in old])
        connection.execute(delete(find_doc).where(theirs))
    add(connection, find_doc, [{"person": person} for person in people])
    words = _words_of(connection, people)
    docs = connection.execute(select(find_doc.c.doc, find_doc.c.person).where(theirs))
    # In the order of the documents: the index takes them as they rise.
    rows = sorted((doc, " ".join(sorted(words[person]))) for doc, person in docs)
    run_each(connection, "INSERT INTO find(rowid, tokens) VALUES (?, ?)", rows)


def merge_all(connection: Connection) -> None:
    """Make one segment of the whole index; takes a while."""
    connection.execute(text("INSERT INTO find(find) VALUES ('optimize')"))


def _words_of(connection: Connection, people: list[UUID]) -> dict[UUID, set[str]]:
    """Everything by which each of them is found; one question a table."""
    # Whoever has a file here and a card has the same name and number twice.
    named, numbered = _Once(_name_tokens), _Once(_number_tokens)
    found: dict[UUID, set[str]] = {person: set() for person in people}
    by_id = {person.bytes: words for person, words in found.items()}
    for person, kind, value, detail, at in ask_among(connection, _CLAIMS, people):
        by_id[person] |= named(value) if kind in _NAMES else tokens(kind, value)
        if kind in _CLUES:
            by_id[person] |= clue_words(kind, value, _year(at))
        # A number written down while nobody could log in finds the person for good.
        if '"number"' in detail and (number := msgspec.json.decode(detail).get("number")):
            by_id[person] |= _number_tokens(bare_number(number))
    for person, case in ask_among(connection, _CASES, people):
        by_id[person] |= numbered(case)
    for person, more in _words_of_cards(connection, people, named, numbered):
        found[person] |= more
    return found


_CLAIMS = "SELECT person, kind, value, detail, at FROM claim WHERE person IN"
_CASES = "SELECT person, case_number FROM visit WHERE person IN"
"""Asked past SQLAlchemy: of a hundred thousand people there are a million rows."""


def _year(at: int) -> int:
    """Of a moment as SQLite has it; a day more or less is no matter."""
    return 1970 + int(at // _YEAR)


_YEAR = 365.2425 * 86_400 * 1_000_000


class _Once:
    """What comes of a word, worked out once for some hundreds of people, and then forgotten."""

    def __init__(self, work: Callable[[str], set[str]]) -> None:
        self._work = work
        self._known: dict[str, set[str]] = {}

    def __call__(self, word: str) -> set[str]:
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._work(word)
        return found


def _words_of_cards(
    connection: Connection, people: list[UUID], named: _Once, numbered: _Once
) -> Iterator[tuple[UUID, set[str]]]:
    """By what people are found whose files lie at other stations; of sealed ones, nothing."""
    columns = (index_card.c.id, index_card.c.name, index_card.c.aliases, index_card.c.documents)
    more = (index_card.c.last_case, index_card.c.birth, index_card.c.changed_at)
    wanted = select(*columns, *more).where(
        index_card.c.id.in_(people), index_card.c.sealed.is_(False)
    )
    for row in connection.execute(wanted):
        found = numbered(row.last_case) | {f"h{number}" for number in row.documents}
        kind = ClaimKind.AGE if row.birth.startswith("~") else ClaimKind.BIRTH
        found |= clue_words(kind, row.birth.removeprefix("~"), row.changed_at.year)
        for name in (row.name, *row.aliases):
            found |= named(name) if name else set()
        yield row.id, found


def person_tokens(
    claims: Iterable[tuple[ClaimKind, str]], cases: Iterable[str], year: int
) -> set[str]:
    """Everything by which one person is found: what was said of them in a year, and their case
    numbers."""
    found: set[str] = set()
    for kind, value in claims:
        found |= tokens(kind, value) | clue_words(kind, value, year)
    for number in cases:
        found |= _number_tokens(number)
    return found


def tokens(kind: str, value: str) -> set[str]:
    """The tokens of one claim."""
    if kind in _NAMES:
        return _name_tokens(value)
    if kind in _NUMBERS and value != NO_DOCUMENT:
        return _number_tokens(value)
    if kind in _PLACES:
        return {f"c{end}" for end in _ends(_plain(value))}
    return set()


def _plain(value: str) -> str:
    return re.sub(r"[\W_]", "", value.lower())[:_LONGEST]


def _ends(value: str) -> list[str]:
    return [value[i:] for i in range(len(value))]


def _name_tokens(value: str) -> set[str]:
    whole = _plain(value)
    found = {f"{'a' if i == 0 else 'b'}{end}" for i, end in enumerate(_ends(whole))}
    for word in re.findall(r"[a-z]+", value.lower()):
        found.add(f"b{word}")
    for reading in readings(value):
        short = initials(reading)
        for i in range(len(reading)):
            found.add(f"{'p' if i == 0 else 'q'}{''.join(reading[i:])[:_LONGEST]}")
            found.add(f"{'i' if i == 0 else 'j'}{short[i:]}")
    return found


def _number_tokens(value: str) -> set[str]:
    number = tidy(value).lower()
    ends = {f"e{number[i:]}" for i in range(1, len(number) - _SHORTEST_END + 1)}
    return ({f"d{number}"} | ends) if number else set()


def _questions(typed: str) -> list[tuple[str, str]]:
    """What to try, best first: (what is matched, pattern). A trailing * asks for a beginning."""
    words = _plain(typed).replace('"', "").replace("*", "")
    if not words:
        return []
    number = tidy(bare_number(typed)).lower()
    if number.isascii() and number.isalnum() and any(c.isdigit() for c in number):
        other = [("number", f"d{form.lower()}*") for form in forms_of(number)[1:]]
        return [("number", f"{mark}{number}{end}") for mark in "de" for end in ("", "*")] + other
    if words.isascii():
        order = ("a", "a*", "i", "p", "i*", "p*", "b", "b*", "q", "q*", "j", "j*")
        what = {"a": "name", "b": "name"}
        return [(what.get(m[0], "sound"), f"{m[0]}{words}{m[1:]}") for m in order]
    marks = ("a", "a*", "b", "b*", "c*")
    return [("place" if m[0] == "c" else "name", f"{m[0]}{words}{m[1:]}") for m in marks]


def find(asks: Asks, typed: str, limit: int = 12, *, sealed: bool = False) -> list[Found]:
    """People by name, sound, initials, alias, number, phone or place; the best kind first.

    Persons whom officers decided to be the same come once. Those who are sealed are found only for
    somebody who may see them.
    """
    hits: dict[UUID, str] = {}
    known: set[UUID] = set()
    for what, pattern in [*_questions(typed), *_hashed(asks, typed)]:
        if len(hits) >= limit:
            break
        more = [person for person in _people(asks, pattern, limit) if person not in known]
        linked = together_each(asks, more) if more else {}
        known |= frozenset() if sealed else shut_of(asks, linked)
        for person in more:
            if person not in known:
                known.update(linked[person])
                hits[person] = what
    shown = list(hits)[:limit]
    known_by = cards(asks, shown, sealed=sealed)
    return [_found(known_by[person], hits[person]) for person in shown]


def holding_any(asks: Asks, tokens: Iterable[str], limit: int) -> list[UUID]:
    """People who have one of these whole tokens (see above), those who came last first. A token
    that ends in * asks for a beginning."""
    found: dict[UUID, None] = {}
    wanted = list(dict.fromkeys(token for token in tokens if _SAFE.fullmatch(token)))
    for start in range(0, len(wanted), _ASKED_AT_ONCE):
        some = wanted[start : start + _ASKED_AT_ONCE]
        found.update(dict.fromkeys(p for _, p in _matches(asks, _any_of(some), limit)))
    return list(found)


def holding_all(asks: Asks, groups: Iterable[Iterable[str]], limit: int) -> list[UUID]:
    """People who have one token of each group, those who came last first; nobody where a group is
    empty."""
    asked = []
    for group in groups:
        some = list(dict.fromkeys(token for token in group if _SAFE.fullmatch(token)))
        if not some:
            return []
        asked.append(f"({_any_of(some[:_ASKED_AT_ONCE])})")
    return [person for _, person in _matches(asks, " AND ".join(asked), limit)]


def _any_of(tokens: Iterable[str]) -> str:
    return " OR ".join(
        f'"{token[:-1]}"*' if token.endswith("*") else f'"{token}"' for token in tokens
    )


_SAFE = re.compile(r"\w+\*?")
_ASKED_AT_ONCE = 64


def _hashed(asks: Asks, typed: str) -> list[tuple[str, str]]:
    """A whole document number also finds whoever gave it elsewhere: there is only its hash."""
    number = tidy(typed)
    if not _SHORTEST_DOCUMENT <= len(number) <= _LONGEST or not number.isascii():
        return []
    keys = asks.ask(select(line.c.network_key))
    return [("number", f"h{hashed(number, keys[0].network_key)}")] if keys else []


_MATCH = text(
    "SELECT d.doc, d.person FROM find f JOIN find_doc d ON d.doc = f.rowid"
    " WHERE find MATCH :words AND f.rowid < :below ORDER BY f.rowid DESC LIMIT :limit"
).columns(find_doc.c.doc, find_doc.c.person)
_TOP = 1 << 62


def _people(asks: Asks, pattern: str, limit: int) -> list[UUID]:
    words = pattern.removesuffix("*")
    if words == pattern:
        return [person for _, person in _matches(asks, f'"{words}"', limit)]
    if words[0] not in _INSIDE or len(words) <= _READY + 1:
        return [person for _, person in _matches(asks, f'"{words}"*', limit)]
    codes = _codes(asks) if words[0] in "de" else ()
    asked = " AND ".join(f'"{piece}"*' for piece in _pieces(words, codes))
    return _proved(asks, asked, words, limit)


def _codes(asks: Asks) -> tuple[str, ...]:
    """What the station's case numbers all begin with."""
    return tuple(tidy(row.code).lower() for row in asks.ask(select(station.c.code)))


def _matches(asks: Asks, asked: str, limit: int, below: int = _TOP) -> list[tuple[int, UUID]]:
    facts = {"words": asked, "below": below, "limit": limit}
    return [(row.doc, row.person) for row in asks.ask(_MATCH, facts)]


def _pieces(words: str, codes: Iterable[str]) -> list[str]:
    """A long beginning as short ones, which the index keeps ready, each a character further.

    FTS5 would gather every document of every longer token first. What lies in the station's own
    code is in every case number: to read a million documents beside a few helps nobody.
    """
    mark, rest = words[0], words[1:]
    pieces = [f"{mark}{rest[:_READY]}"]
    ends = range(1, len(rest) - _READY + 1)
    pieces += [f"{_INSIDE[mark]}{rest[at : at + _READY]}" for at in ends]
    common = max((_shared(rest, code) for code in codes), default=0)
    chosen = pieces[max(0, common - 1) :] or pieces[-1:]
    # Few numbers start in the middle of the code.
    few = mark == "d" and not any(rest.startswith(code) for code in codes)
    return [pieces[0], *chosen] if few and common > 1 else chosen


def _shared(number: str, code: str) -> int:
    """How much of the start of a number is an end of the code, at least three characters of it."""
    ends = (code[at:] for at in range(len(code) - _SHORTEST_END + 1))
    return next((len(end) for end in ends if number.startswith(end)), 0)


def _proved(asks: Asks, asked: str, words: str, limit: int) -> list[UUID]:
    """The pieces may stand apart: what was really said of each person decides."""
    found: list[UUID] = []
    below = _TOP
    for size in _PAGES:
        page = _matches(asks, asked, size, below)
        people = [person for _, person in page]
        holding = _holding(asks, people, words)
        found += [person for person in people if person in holding]
        if len(found) >= limit or len(page) < size:
            break
        below = page[-1][0]
    return found[:limit]


def _holding(asks: Asks, people: list[UUID], words: str) -> set[UUID]:
    kinds = next(kinds for marks, kinds in _SAID_IN.items() if words[0] in marks)
    # The kind as an expression: SQLite would take its index and read half of the table.
    of_these = (claim.c.person.in_(people), literal_column("+claim.kind").in_(kinds))
    said = asks.ask(select(claim.c.person, claim.c.kind, claim.c.value).where(*of_these))
    held = ((row.person, tokens(ClaimKind(row.kind), row.value)) for row in said)
    holding = {person for person, kept in held if any(t.startswith(words) for t in kept)}
    cards = select(index_card.c.id, index_card.c.name, index_card.c.aliases).where(
        index_card.c.id.in_(people), index_card.c.sealed.is_(False)
    )
    for row in asks.ask(cards) if kinds is _NAMES else ():
        named = {t for name in (row.name, *row.aliases) for t in _name_tokens(name)}
        holding |= {row.id} if any(t.startswith(words) for t in named) else set()
    if kinds is _NUMBERS:
        cases = select(visit.c.person, visit.c.case_number).where(visit.c.person.in_(people))
        holding |= {row.person for row in asks.ask(cases) if _stands_in(words, row.case_number)}
    return holding


def _stands_in(words: str, number: str) -> bool:
    """The same as by its tokens, without making them all."""
    whole, rest = tidy(number).lower(), words[1:]
    return whole.startswith(rest) if words[0] == "d" else rest in whole[1:]


def _found(shown: Card, what: str) -> Found:
    return Found(
        person=shown.person,
        name=shown.name,
        sex=shown.sex,
        birth=shown.birth,
        matched=what,
        case_number=shown.case_number,
        last_visit=shown.last_visit,
        elsewhere=shown.elsewhere,
    )
