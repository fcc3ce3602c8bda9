"""What Ctrl+K finds is what looking through everybody finds, and a long question costs no more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from app.bench import data as bench
from app.domain.document import tidy
from app.domain.name import initials, readings
from app.domain.person import Claim, ClaimKind
from app.domain.visit import Visit
from app.store import find
from app.store.ask import Reader, all_of

PEOPLE = 300
EVERYBODY = 10 * PEOPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A small station, and everything that was ever said in it."""

    reader: Reader
    said: dict[ClaimKind, list[tuple[UUID, str]]]
    cases: Sequence[tuple[UUID, str]]


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    """Three hundred invented people."""
    folder: Path = tmp_path_factory.mktemp("bench")
    register = bench.made(folder, PEOPLE).open()
    reader = register.reader()
    said: dict[ClaimKind, list[tuple[UUID, str]]] = {kind: [] for kind in ClaimKind}
    for claim in all_of(reader, Claim):
        said[claim.kind].append((claim.person, claim.value))
    cases = [(visit.person, visit.case_number) for visit in all_of(reader, Visit)]
    yield Station(reader=reader, said=said, cases=cases)
    reader.close()
    register.close()


def _plain(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _number(text: str, typed: str) -> bool:
    """From the start, or so that at least three characters of the number follow."""
    whole, asked = tidy(text).lower(), tidy(typed).lower()
    return whole.startswith(asked) or any(
        whole.startswith(asked, at) for at in range(1, len(whole) - 2)
    )


def _sound(name: str, typed: str) -> bool:
    return any(
        "".join(reading[at:]).startswith(typed) or initials(reading)[at:].startswith(typed)
        for reading in readings(name)
        for at in range(len(reading))
    )


def _brute_force(station: Station, typed: str) -> set[UUID]:
    asked = _plain(typed)
    names = station.said[ClaimKind.NAME] + station.said[ClaimKind.ALIAS]
    numbers = [*station.said[ClaimKind.DOCUMENT], *station.said[ClaimKind.PHONE], *station.cases]
    if asked.isascii() and any(c.isdigit() for c in asked):
        return {who for who, number in numbers if _number(number, typed)}
    found = {who for who, name in names if asked in _plain(name)}
    if asked.isascii():
        return found | {who for who, name in names if _sound(name, asked)}
    return found | {who for who, home in station.said[ClaimKind.HOME] if asked in _plain(home)}


def _piece(rng: Random, text: str, least: int, most: int) -> str:
    length = min(len(text), rng.randint(least, most))
    start = rng.randint(0, len(text) - length)
    return text[start : start + length]


def _questions(station: Station) -> Iterator[str]:
    rng = Random(216)  # noqa: S311 - questions, not secrets
    names = [name for _, name in station.said[ClaimKind.NAME]]
    for name in rng.sample(names, 24):
        reading = readings(name)[0]
        yield _plain(name)[0]
        yield _plain(name)
        yield _plain(name)[1:3]
        yield "".join(reading)
        yield "".join(reading)[: rng.randint(1, 8)]
        yield initials(reading)
    for kind in (ClaimKind.DOCUMENT, ClaimKind.PHONE, ClaimKind.HOME, ClaimKind.ALIAS):
        for _, value in rng.sample(station.said[kind], 12):
            yield _piece(rng, value, 1, 12)
    for _, number in rng.sample(station.cases, 24):
        yield _piece(rng, number.replace("-", ""), 4, 20)


def test_every_question_finds_exactly_whom_brute_force_finds(station: Station) -> None:
    questions = list(_questions(station))
    assert len(questions) == 216
    wrong = [
        typed
        for typed in questions
        if {one.person for one in find.find(station.reader, typed, EVERYBODY)}
        != _brute_force(station, typed)
    ]
    assert wrong == []


def test_most_recent_first_within_one_kind_of_match(station: Station) -> None:
    newest = {person: at for at, (person, _) in enumerate(station.cases)}
    found = [newest[one.person] for one in find.find(station.reader, "44011401", 40)]
    assert len(found) == 40
    assert found == sorted(found, reverse=True)


def test_pieces_that_stand_apart_are_not_found_together(station: Station) -> None:
    home = station.said[ClaimKind.HOME][0][1]
    whole, apart = home[:11], home[:5] + home[6:11]
    assert find.find(station.reader, whole)
    assert find.find(station.reader, apart) == []
