"""Sounds for tests, made here byte by byte: nobody speaks in them."""

import struct

from app.domain.sound_file import wav

RATE = 8000


def spoken(seconds: float, rate: int = RATE) -> bytes:
    """A WAV of that length."""
    return wav(b"\0\0" * int(rate * seconds), rate)


def ogg(seconds: int) -> bytes:
    """Opus as a telephone records it: a head and a last page."""
    head = b"OpusHead\x01\x01" + struct.pack("<HIHB", 312, 16000, 0, 0)
    first = _page(0, head)
    return first + _page(seconds * 48_000 + 312, b"\0" * 200)


def _page(ends: int, body: bytes) -> bytes:
    return b"OggS\0\2" + struct.pack("<qIII", ends, 1, 0, 0) + bytes([1, len(body)]) + body


def mp3(frames: int) -> bytes:
    """MPEG-1 layer III, 128 kbit/s at 44.1 kHz, behind a tag."""
    tag = b"ID3\x04\0\0\0\0\0\x0a" + b"\0" * 10
    return tag + (b"\xff\xfb\x90\0" + b"\0" * 413) * frames


def m4a(seconds: int) -> bytes:
    """With its head at the end, as telephones write it."""
    mvhd = _box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, seconds * 1000))
    return _box(b"ftyp", b"M4A \0\0\0\0") + _box(b"mdat", b"\0" * 64) + _box(b"moov", mvhd)


def _box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + name + body
