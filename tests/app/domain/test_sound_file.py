"""A sound is known by its own head; whatever else comes is refused and never opened."""

import random
import struct
from contextlib import suppress

import pytest

from app.domain.errors import Refused
from app.domain.sound_file import must_be_short, read_sound
from tests import sounds


@pytest.mark.parametrize(
    ("data", "form", "seconds"),
    [
        (sounds.spoken(1.5), "wav", 1.5),
        (sounds.ogg(90), "ogg", 90),
        (sounds.mp3(100), "mp3", 100 * 1152 / 44_100),
        (sounds.m4a(65), "m4a", 65),
    ],
)
def test_the_four_kinds_of_sound_and_their_length(data: bytes, form: str, seconds: float) -> None:
    read = read_sound(data)
    assert read.form == form
    assert read.seconds == pytest.approx(seconds)


def test_a_recording_that_was_cut_off_lasts_as_long_as_what_is_there() -> None:
    whole = sounds.spoken(2.0)
    lying = whole[:40] + struct.pack("<I", 0xFFFFFFFF) + whole[44 : 44 + sounds.RATE * 2]
    assert read_sound(lying).seconds == pytest.approx(1.0)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"MZ" + b"\0" * 99, b"<html>", b"OggS", b"RIFF\0\0\0\0WAVE", b"ID3", b"\xff\xfb\x90\0",
        b"\0\0\0\1ftypM4A " + b"\0" * 8 + b"\xff" * 8, sounds.m4a(5)[:-30],
        b"RIFF" + b"\0" * 4 + b"WAVE" + b"fmt \0\0\0\0" * 5000,
        b"OggS" + b"\xff" * 60, sounds.m4a(0),
    ],
)  # fmt: skip
def test_what_is_no_sound_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match=r"trace\.not_audio"):
        read_sound(data)


def test_a_file_broken_anywhere_is_read_or_refused_and_nothing_else() -> None:
    dice = random.Random(7)  # noqa: S311 - broken files, no secrets
    for whole in (sounds.spoken(0.05), sounds.ogg(3), sounds.mp3(6), sounds.m4a(9)):
        for _ in range(300):
            data = bytearray(whole)
            for _ in range(dice.randint(1, 6)):
                data[dice.randrange(min(len(data), 120))] = dice.randrange(256)
            with suppress(Refused):
                assert read_sound(bytes(data[: dice.randint(1, len(data))])).seconds > 0


def test_two_hours_are_too_long_and_what_is_too_big_is_said() -> None:
    with pytest.raises(Refused, match=r"trace\.audio_long") as sorry:
        must_be_short(read_sound(sounds.ogg(7200)), 100, 30, 24)
    assert sorry.value.facts == {"minutes": 120, "most": 30}
    with pytest.raises(Refused, match=r"trace\.audio_big"):
        must_be_short(read_sound(sounds.ogg(60)), (24 << 20) + 1, 30, 24)
    must_be_short(read_sound(sounds.ogg(1800)), 24 << 20, 30, 24)
