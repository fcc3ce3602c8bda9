"""Bytes from outside, whatever they are: said in a sentence or passed over, never a crash."""

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import new_id
from app.wire.kinds import FIELDS, KINDS
from app.wire.talk import Change, Fed, Part
from tests.fuzz import targets
from tests.fuzz.targets import Settling, Target
from tests.makers import NOON
from tests.tries import tries

_TRIES = tries(200)
_NAMES = ("wire", "entry", "card", "qr", "paper", "stream", "stick", "files", "settle", "pfif")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Target]]:
    """Every target."""
    found = targets.make(tmp_path_factory.mktemp("fuzz"))
    desk = found["settle"].read
    assert isinstance(desk, Settling)
    with closing(desk.house.register):
        yield found


def _changed(corpus: tuple[bytes, ...], choose: st.DrawFn) -> bytes:
    """A real message with bytes changed, cut out, or said twice."""
    made = bytearray(choose(st.sampled_from(corpus)))
    for _ in range(choose(st.integers(0, 4))):
        at = choose(st.integers(0, len(made)))
        match choose(st.sampled_from(["change", "cut", "put", "again"])):
            case "change":
                made[at : at + 1] = choose(st.binary(min_size=1, max_size=1))
            case "cut":
                del made[at : at + choose(st.integers(1, 40))]
            case "put":
                made[at:at] = choose(st.binary(max_size=12))
            case _:
                made += made[at : at + 40]
    return bytes(made)


@pytest.mark.parametrize("name", _NAMES)
def test_any_bytes_are_read_without_a_crash(made: dict[str, Target], name: str) -> None:
    target = made[name]
    changed = st.composite(lambda draw: _changed(target.corpus, draw))()

    @_TRIES
    @given(data=changed | st.binary(max_size=400))
    def tried(data: bytes) -> None:
        target.read(data)

    for one in target.corpus:
        target.read(one)
    tried()


_PLAIN = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats() | st.text()
_ANY: st.SearchStrategy[Any] = st.recursive(
    _PLAIN | st.binary(max_size=9) | st.just("x" * 5000) | st.just("a\0b"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)
_MOMENT = st.sampled_from(["2026-11-23T04:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
_VALUE = _ANY | _MOMENT | st.sampled_from(["name", "birth", "约47", "1", 1, 0, True, {}, []])


@st.composite
def _hostile(draw: st.DrawFn, real: tuple[Change, ...], known: tuple[UUID, ...]) -> Change:
    """A real change of some record, or of none, with something else in it."""
    one = draw(st.sampled_from(real))
    kind = draw(st.sampled_from([one.kind, one.kind, *KINDS, "letter", "no such kind"]))
    names = draw(st.lists(st.sampled_from([*FIELDS.get(kind, ()), "kind", "新"]), max_size=3))
    fields = one.fields | {name: draw(_VALUE) for name in names}
    return Change(
        seq=draw(st.integers(0, 1 << 62)),
        kind=kind,
        record=draw(st.sampled_from(known) | st.builds(new_id)),
        fields=fields,
        versions=draw(st.sampled_from([one.versions, {}, {"*": ""}, {"*": "f" * 40}, {"x": "0"}])),
        device=one.device,
        n=draw(st.integers(0, 1 << 62)),
        group=one.group,
        officer=one.officer,
        hlc=draw(st.sampled_from([one.hlc, 0, 1 << 61])),
        claimed=draw(st.none() | st.just(one.hlc)),
        extra={},
    )


@pytest.mark.long
def test_a_hostile_centre_stops_no_desk(made: dict[str, Target]) -> None:
    desk = made["settle"].read
    assert isinstance(desk, Settling)
    known = tuple(one.record for one in desk.changes)
    several = st.lists(_hostile(desk.changes, known), min_size=1, max_size=4)
    stream = st.sampled_from(["ref", "station:440114-01", "dev:x", "", "prov:44", "流\0"])

    @_TRIES
    @given(changes=several, name=stream, last=st.integers(0, 1 << 62))
    def tried(changes: list[Change], name: str, last: int) -> None:
        part = partial(Part, stream=name, last=last)
        desk.hear(Fed(parts=(part(changes=tuple(changes)), part(changes=())), at=NOON))

    tried()
