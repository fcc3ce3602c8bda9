"""A reader on a real pty with every bad habit, and the thread that lives through them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from queue import Empty, Queue
from threading import Event  # noqa: TID251 (to wait for the thread under test)
from time import monotonic

import pytest

from app.devices.card_layouts import read_card
from app.devices.card_reader import CardReader, ReaderThread, choose
from app.devices.handlers.reader_sam import SamReader
from app.domain.card import Card
from app.domain.errors import Refused, Unavailable
from tests import cards
from tests.card_reader import FIND, FakeReader, packed, plugged, reading

WAIT = 8.0
WANG = read_card(cards.resident(), cards.PHOTO)


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeReader]:
    """A reader on the line, no card on it."""
    with plugged(tmp_path / "reader") as made:
        yield made


@pytest.fixture
def reader(fake: FakeReader) -> Iterator[SamReader]:
    """The port opened."""
    made = SamReader(str(fake.port), patience=0.15, longest=1.0)
    made.open()
    yield made
    made.close()


class Heard:
    """What a reader's thread told."""

    def __init__(self) -> None:
        self.cards: Queue[Card] = Queue()
        self.troubles: Queue[str] = Queue()
        self.lost: Queue[str] = Queue()
        self.gone, self.found = Event(), Event()

    def card(self) -> Card:
        return self.cards.get(timeout=WAIT)

    def nothing_more(self, fake: FakeReader, looks: int = 5) -> None:
        """The thread has looked several times since, and told nothing."""
        fake.habits.asked.clear()
        end = monotonic() + WAIT
        while fake.habits.asked.count(FIND) < looks:
            assert monotonic() < end
            Event().wait(0.01)
        with pytest.raises(Empty):
            self.cards.get_nowait()


@contextmanager
def watching(reader: CardReader) -> Iterator[tuple[ReaderThread, Heard]]:
    heard = Heard()
    thread = ReaderThread(
        reader,
        on_card=heard.cards.put,
        on_gone=heard.gone.set,
        on_trouble=lambda trouble: heard.troubles.put(trouble.key),
        on_lost=lambda trouble: heard.lost.put(trouble.key),
        on_found=heard.found.set,
        every=0.02,
        try_again=0.02,
    )
    thread.start()
    try:
        yield thread, heard
    finally:
        began = monotonic()
        assert thread.stop()
        assert monotonic() - began < 1


@pytest.fixture
def watched(fake: FakeReader) -> Iterator[tuple[ReaderThread, Heard]]:
    with watching(SamReader(str(fake.port), patience=0.15, longest=1.0)) as both:
        yield both


# One question at a time


def test_no_card_is_found_where_none_lies(reader: SamReader) -> None:
    assert not reader.find()


def test_a_card_is_found_and_read(fake: FakeReader, reader: SamReader) -> None:
    fake.lay(cards.resident())
    assert reader.find()
    assert reader.read() == WANG
    assert WANG.photo == cards.PHOTO


@pytest.mark.parametrize("piece", [1, 7, 64, 1290])
def test_a_reply_in_pieces_is_put_together(fake: FakeReader, reader: SamReader, piece: int) -> None:
    fake.habits.piece = piece
    fake.habits.pause = 0.0001
    fake.lay(cards.resident())
    assert reader.find()
    assert reader.read() == WANG


def test_a_slow_reader_is_waited_for(fake: FakeReader, reader: SamReader) -> None:
    fake.habits.piece, fake.habits.pause = 200, 0.1
    fake.lay(cards.resident())
    assert reader.find()
    assert reader.read() == WANG


@pytest.mark.parametrize(
    "noise",
    [
        b"\0",
        b"\xaa\xaa",
        b"\xaa\xaa\xaa\x96\x69\xff\xff",
        b"\xaa\xaa\xaa\x96\x69\x00\x00",
        b"\xaa\xaa\xaa\x96\x69\x00\x04\x00\x00\x9f\x00",
        bytes(range(256)),
    ],
    ids=["nul", "half a head", "absurd length", "no length", "wrong check", "every byte"],
)
def test_noise_before_a_reply_is_passed_over(
    fake: FakeReader, reader: SamReader, noise: bytes
) -> None:
    fake.habits.noise = noise
    fake.lay(cards.resident())
    assert reader.find()
    assert reader.read() == WANG


def test_one_reply_with_a_wrong_check_is_asked_again(fake: FakeReader, reader: SamReader) -> None:
    fake.habits.wrong_check = 1
    assert not reader.find()
    assert fake.habits.asked == [FIND, FIND]


def test_a_late_reply_to_something_else_is_no_answer(fake: FakeReader, reader: SamReader) -> None:
    fake.lay(cards.resident())
    assert reader.find()
    fake.habits.late = packed(b"\0\0\x9f" + bytes(4))
    assert reader.read() == WANG


@pytest.mark.parametrize(
    ("habit", "key"),
    [
        ({"silent": True}, "reader.silent"),
        ({"babbles": True}, "reader.garbage"),
        ({"wrong_check": 99}, "reader.garbage"),
        ({"broken": 0x66}, "reader.module"),
        ({"broken": 0x21}, "reader.garbage"),
    ],
)
def test_a_reader_that_cannot_be_used_is_said(
    fake: FakeReader, reader: SamReader, habit: dict[str, int], key: str
) -> None:
    fake.habits = replace(fake.habits, **habit)  # type: ignore[arg-type]
    began = monotonic()
    with pytest.raises(Unavailable) as said:
        reader.find()
    assert said.value.key == key
    assert monotonic() - began < 4


@pytest.mark.parametrize("cut_at", [3, 6, 8, 300, 1290])
def test_a_card_pulled_out_while_it_is_read_gives_nothing(
    fake: FakeReader, reader: SamReader, cut_at: int
) -> None:
    fake.lay(cards.resident())
    assert reader.find()
    fake.habits.cut_at = cut_at
    with pytest.raises(Refused) as said:
        reader.read()
    assert said.value.key == "card.moved"
    assert not reader.find()


def test_a_length_that_lies_gives_nothing(fake: FakeReader, reader: SamReader) -> None:
    fake.habits.lies_about_length = True
    fake.lay(cards.resident())
    with pytest.raises(Refused) as said:
        reader.read()
    assert said.value.key == "card.moved"


@pytest.mark.parametrize("text", [b"", b"\0" * 256, b"\xff" * 256, b"\x20\x00" * 128])
def test_an_empty_chip_is_said(fake: FakeReader, reader: SamReader, text: bytes) -> None:
    fake.lay(text, b"x")
    with pytest.raises(Refused) as said:
        reader.read()
    assert said.value.key == "card.blank"


def test_a_card_that_is_no_identity_card_is_said(fake: FakeReader, reader: SamReader) -> None:
    with pytest.raises(Refused) as said:
        reader.read()
    assert said.value.key == "card.not_read"


def test_a_pulled_out_reader_is_lost(fake: FakeReader, reader: SamReader) -> None:
    fake.unplug()
    with pytest.raises(Unavailable) as said:
        reader.find()
    assert said.value.key == "reader.lost"


@pytest.mark.parametrize("port", ["/dev/nothing-there", "/dev/null", "/etc", "", "a\0b", "COM99"])
def test_a_port_that_is_none_is_said(port: str) -> None:
    with pytest.raises(Unavailable) as said:
        SamReader(port).open()
    assert said.value.key == "reader.not_found"


def test_a_port_that_somebody_else_holds_is_busy(fake: FakeReader, reader: SamReader) -> None:
    with pytest.raises(Unavailable) as said:
        SamReader(str(fake.port)).open()
    assert said.value.key == "reader.busy"


@pytest.mark.parametrize("port", ["", "none"])
def test_a_desk_without_a_reader_says_so_once(port: str) -> None:
    with watching(choose(port)) as (thread, heard):
        assert heard.lost.get(timeout=WAIT) == "reader.none"
        thread.read_now()
    assert heard.lost.empty()


# The thread


def test_a_card_is_told_once_while_it_lies_there(
    fake: FakeReader, watched: tuple[ReaderThread, Heard]
) -> None:
    heard = watched[1]
    assert heard.found.wait(WAIT)
    fake.lay(cards.resident())
    assert heard.card() == WANG
    heard.nothing_more(fake)
    assert not heard.gone.is_set()
    fake.take()
    assert heard.gone.wait(WAIT)
    fake.lay(cards.resident())
    assert heard.card() == WANG


def test_the_next_card_is_told_even_where_nobody_saw_the_first_one_go(
    fake: FakeReader, watched: tuple[ReaderThread, Heard]
) -> None:
    heard = watched[1]
    fake.habits.finds_again = False
    fake.lay(cards.resident())
    assert heard.card() == WANG
    heard.nothing_more(fake)
    fake.lay(cards.foreign_2017())
    assert heard.card().country == "DEU"


def test_one_look_that_misses_does_not_tell_the_same_card_again(
    fake: FakeReader, watched: tuple[ReaderThread, Heard]
) -> None:
    heard = watched[1]
    fake.lay(cards.resident())
    assert heard.card() == WANG
    fake.habits.late = packed(b"\0\0\x80")
    heard.nothing_more(fake)
    assert not fake.habits.late


@pytest.mark.parametrize("finds_again", [True, False])
def test_the_officer_may_have_it_read_again(
    fake: FakeReader, watched: tuple[ReaderThread, Heard], finds_again: bool
) -> None:
    thread, heard = watched
    fake.habits.finds_again = finds_again
    fake.lay(cards.resident())
    assert heard.card() == WANG
    thread.read_now()
    assert heard.card() == WANG


def test_asking_without_a_card_says_what_to_do(watched: tuple[ReaderThread, Heard]) -> None:
    thread, heard = watched
    thread.read_now()
    assert heard.troubles.get(timeout=WAIT) == "card.none"


def test_a_card_pulled_out_is_said_once_and_reads_the_next_time(
    fake: FakeReader, watched: tuple[ReaderThread, Heard]
) -> None:
    heard = watched[1]
    fake.habits.cut_at = 400
    fake.lay(cards.resident())
    assert heard.troubles.get(timeout=WAIT) == "card.moved"
    heard.nothing_more(fake)
    assert heard.troubles.empty()
    fake.lay(cards.resident())
    assert heard.card() == WANG


def test_a_reader_pulled_out_and_plugged_in_again_goes_on(
    fake: FakeReader, watched: tuple[ReaderThread, Heard]
) -> None:
    heard = watched[1]
    assert heard.found.wait(WAIT)
    heard.found.clear()
    fake.unplug()
    assert heard.lost.get(timeout=WAIT) == "reader.lost"
    assert heard.lost.get(timeout=WAIT) == "reader.not_found"
    fake.lay(cards.resident())
    fake.plug()
    assert heard.card() == WANG
    assert heard.found.is_set()
    assert heard.lost.empty()


def test_a_reader_that_falls_silent_and_answers_again_goes_on(
    fake: FakeReader, watched: tuple[ReaderThread, Heard]
) -> None:
    heard = watched[1]
    assert heard.found.wait(WAIT)
    fake.habits.silent = True
    assert heard.lost.get(timeout=WAIT) == "reader.silent"
    fake.habits.silent = False
    fake.lay(cards.resident())
    assert heard.card() == WANG


def test_a_reader_that_babbles_does_not_keep_the_thread_from_stopping(fake: FakeReader) -> None:
    fake.habits.babbles = True
    with watching(SamReader(str(fake.port))) as (_, heard):
        assert heard.lost.get(timeout=WAIT) == "reader.garbage"


def test_a_reply_of_the_longest_kind_is_no_trouble(fake: FakeReader, reader: SamReader) -> None:
    assert len(reading(cards.resident(), cards.PHOTO)) == 1287
    fake.lay(cards.resident(), b"p" * 2048)
    assert reader.read() == replace(WANG, photo=b"p" * 1024)
