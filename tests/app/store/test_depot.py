"""The centre's pictures: in pieces, whole or none, and never in clear."""

import hashlib
from pathlib import Path

import pytest

from app.domain.errors import Refused, Unavailable
from app.store.depot import PART, Depot, depot

PICTURE = bytes(range(256)) * 3000  # two whole pieces and a rest
NAME = hashlib.sha256(PICTURE).hexdigest()


@pytest.fixture
def store(data: Path) -> Depot:
    """An empty one."""
    return depot(data)


def _send(store: Depot, start: int = 0, until: int = 99) -> int:
    size = start
    for number in range(start // PART, until):
        part = PICTURE[number * PART : (number + 1) * PART]
        if not part:
            break
        last = (number + 1) * PART >= len(PICTURE)
        size = store.put(NAME, number * PART, part, last=last)
    return size


def test_a_picture_comes_in_pieces_and_goes_again(store: Depot) -> None:
    assert store.has(NAME) == 0
    assert _send(store) == -1
    whole, last = b"", False
    while not last:
        piece, last = store.get(NAME, len(whole))
        whole += piece
    assert whole == PICTURE


def test_one_that_broke_off_goes_on_where_it_was(store: Depot, data: Path) -> None:
    assert _send(store, until=1) == PART
    again = depot(data)  # a new start, the same key
    assert again.has(NAME) == PART
    with pytest.raises(Refused, match=r"picture\.not_here"):
        again.get(NAME, 0)
    assert again.put(NAME, 0, PICTURE[:PART], last=False) == PART  # said twice
    assert _send(again, start=PART) == -1
    assert _send(again) == -1


def test_a_piece_torn_by_a_power_cut_is_sent_again(store: Depot, data: Path) -> None:
    _send(store, until=2)
    half = next((data / "pictures").rglob("*.part"))
    half.write_bytes(half.read_bytes()[:-1000])
    assert store.has(NAME) == PART
    assert _send(store, start=PART) == -1


@pytest.mark.parametrize(
    ("offset", "size", "last"),
    [
        (1, PART, False),
        (0, PART - 1, False),
        (0, PART + 1, True),
        (0, 0, True),
        (40 * PART, 9, True),
    ],
)
def test_odd_pieces_are_refused(store: Depot, offset: int, size: int, last: bool) -> None:
    with pytest.raises(Refused, match=r"picture\.odd_piece"):
        store.put(NAME, offset, bytes(size), last=last)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", NAME.upper(), NAME + "0", "g" * 64])
def test_only_a_hash_becomes_a_path(store: Depot, name: str) -> None:
    with pytest.raises(Refused, match=r"picture\.odd_piece"):
        store.put(name, 0, b"x", last=True)
    with pytest.raises(Refused, match=r"picture\.odd_piece"):
        store.get(name, 0)


def test_what_is_not_what_it_is_called_is_thrown_away(store: Depot, data: Path) -> None:
    with pytest.raises(Refused, match=r"picture\.not_the_same"):
        store.put(NAME, 0, b"somebody else", last=True)
    assert list((data / "pictures").rglob("*.*")) == []
    assert store.has(NAME) == 0


def test_nothing_lies_in_clear_and_the_key_is_needed(store: Depot, data: Path) -> None:
    _send(store)
    (file,) = (f for f in (data / "pictures").rglob("*") if f.is_file())
    assert PICTURE[:64] not in file.read_bytes()
    other = Depot(folder=store.folder, key=bytes(32))
    with pytest.raises(Refused, match=r"picture\.not_here"):
        other.get(NAME, 0)
    (data / "pictures.key").write_bytes(b"short")
    with pytest.raises(Unavailable, match=r"centre\.no_depot"):
        depot(data)


def test_who_is_erased_leaves_no_picture(store: Depot) -> None:
    _send(store)
    store.drop(NAME)
    store.drop(NAME)
    assert store.has(NAME) == 0
