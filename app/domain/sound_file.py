"""What kind of sound a file is and how long, read from its own head alone: nothing is decoded.

WAV (RIFF), Ogg (RFC 3533 with Vorbis, Opus or Speex), MP3 (ISO 11172-3) and M4A (ISO 14496-12). A
file may lie about itself; so every length and offset is held against the bytes that are there.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from app.domain.errors import Refused

_MOST_BOXES = 2000
_MOST_SECONDS = 10_000_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundFile:
    """`form`: wav, ogg, mp3 or m4a; `seconds` as its head says, or as its bytes come to."""

    form: str
    seconds: float


def read_sound(data: bytes) -> SoundFile:
    """Refused "trace.not_audio" for whatever is none of the four, or broken."""
    try:
        for form, is_it, seconds in _FORMS:
            if is_it(data):
                long = seconds(data)
                if 0 < long < _MOST_SECONDS:
                    return SoundFile(form=form, seconds=long)
                break
    except (struct.error, IndexError, ZeroDivisionError, OverflowError):
        pass
    raise Refused("trace.not_audio")


def must_be_short(sound: SoundFile, size: int, minutes: int, megabytes: int) -> None:
    """Refused "trace.audio_long", "trace.audio_big": what is kept is played at the desk."""
    if size > megabytes << 20:
        raise Refused("trace.audio_big", size=-(-size >> 20), most=megabytes)
    if sound.seconds > minutes * 60:
        raise Refused("trace.audio_long", minutes=round(sound.seconds / 60), most=minutes)


def wav(samples: bytes, rate: int) -> bytes:
    """16-bit mono as a WAV file."""
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(samples), b"WAVE", b"fmt ", 16, 1, 1,
                       rate, rate * 2, 2, 16, b"data", len(samples))  # fmt: skip
    return head + samples


# WAV


def _is_wav(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WAVE"


def _wav_seconds(data: bytes) -> float:
    at, a_second = 12, 0
    for _ in range(_MOST_BOXES):
        name, size = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        if name == b"fmt ":
            a_second = struct.unpack_from("<I", data, at + 16)[0]
        elif name == b"data":
            # A recorder that was cut off leaves a size of nothing or of everything.
            there = len(data) - at - 8
            return (min(size, there) or there) / a_second
        at += 8 + size + size % 2
    return 0.0


# Ogg


def _is_ogg(data: bytes) -> bool:
    return data[:4] == b"OggS"


def _ogg_seconds(data: bytes) -> float:
    body = 27 + data[26]
    head = data[body : body + 40]
    if head[:7] == b"\x01vorbis":
        rate, skipped = struct.unpack_from("<I", head, 12)[0], 0
    elif head[:8] == b"OpusHead":
        rate, skipped = 48_000, struct.unpack_from("<H", head, 10)[0]
    elif head[:8] == b"Speex   ":
        rate, skipped = struct.unpack_from("<I", head, 36)[0], 0
    else:
        return 0.0
    last = data.rfind(b"OggS")
    ends = struct.unpack_from("<q", data, last + 6)[0]
    return max(ends - skipped, 0) / rate  # type: ignore[no-any-return]


# MP3

_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_KBITS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_ALIKE = 3
"""So many frames in a row are no accident."""


def _after_tag(data: bytes) -> int:
    """Where the sound begins after an ID3 tag, whose size has seven bits a byte."""
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size


def _is_mp3(data: bytes) -> bool:
    return len(list(islice(_frames(data, _after_tag(data)), _ALIKE))) == _ALIKE


def _mp3_seconds(data: bytes) -> float:
    return sum(_frames(data, _after_tag(data)))


def _frames(data: bytes, at: int) -> Iterator[float]:
    """The seconds of each frame of layer III, as long as one follows the other."""
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] & 0xE6 == 0xE2:
        version, bits, rate_at = data[at + 1] >> 3 & 3, data[at + 2] >> 4, data[at + 2] >> 2 & 3
        if version == 1 or bits in (0, 15) or rate_at == 3:
            return
        rate = _RATES[version][rate_at]
        kbits = (_KBITS_1 if version == 3 else _KBITS_2)[bits]
        samples = 1152 if version == 3 else 576
        yield samples / rate
        at += samples // 8 * kbits * 1000 // rate + (data[at + 2] >> 1 & 1)


# M4A


def _is_m4a(data: bytes) -> bool:
    return data[4:8] == b"ftyp"


def _m4a_seconds(data: bytes) -> float:
    for start, end in _boxes(data, 0, len(data), b"moov"):
        for head, _ in _boxes(data, start, end, b"mvhd"):
            long = data[head] == 1
            scale, lasts = struct.unpack_from(
                ">IQ" if long else ">II", data, head + (20 if long else 12)
            )
            return lasts / scale  # type: ignore[no-any-return]
    return 0.0


def _boxes(data: bytes, at: int, end: int, wanted: bytes) -> Iterator[tuple[int, int]]:
    """Where the boxes of a name begin and end inside."""
    for _ in range(_MOST_BOXES):
        if at + 8 > end:
            return
        size, head = struct.unpack_from(">I", data, at)[0], 8
        if size == 1:
            size, head = struct.unpack_from(">Q", data, at + 8)[0], 16
        size = size or end - at
        if size < head or at + size > end:
            return
        if data[at + 4 : at + 8] == wanted:
            yield at + head, at + size
        at += size


_FORMS = (
    ("wav", _is_wav, _wav_seconds),
    ("ogg", _is_ogg, _ogg_seconds),
    ("m4a", _is_m4a, _m4a_seconds),
    ("mp3", _is_mp3, _mp3_seconds),
)
