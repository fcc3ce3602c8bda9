"""The picture on a card's chip (WLT), by a vendor's library in a process of its own.

The format is not published and no decoder is shipped. Where the settings name a library that
exports `int unpack(src, dst, as_bmp)`, as most vendors' do, it is tried; a crash of it, or a wait
without end, costs one picture and never the desk.
"""

import ctypes
import io
import subprocess
import sys
from pathlib import Path

from PIL import Image

from app.domain.errors import Unavailable

WIDTH, HEIGHT = 102, 126
_RAW = WIDTH * HEIGHT * 3
_ROOM = 65_536
_PATIENCE = 5
"""Seconds; a good library needs a few milliseconds."""


def unpack(library: str, packed: bytes) -> bytes:
    """The photograph as PNG; Unavailable "wlt.…" with the reason there is none."""
    if not library:
        raise Unavailable("wlt.none")
    if not Path(library).is_file():
        raise Unavailable("wlt.no_such_file", file=library)
    try:
        done = subprocess.run(  # noqa: S603 - our own module; no shell reads the arguments
            [sys.executable, "-m", __name__, library],
            input=packed,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            cwd=Path(__file__).parents[3],
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable("wlt.broke", file=library) from error
    if done.returncode:
        raise Unavailable("wlt.broke", file=library)
    return _png(done.stdout, library)


def _png(picture: bytes, library: str) -> bytes:
    try:
        if picture.startswith(b"BM"):
            shown = Image.open(io.BytesIO(picture), formats=("BMP",)).convert("RGB")
        else:
            shown = Image.frombytes("RGB", (WIDTH, HEIGHT), picture[:_RAW], "raw", "BGR")
    except (OSError, ValueError) as error:
        raise Unavailable("wlt.broke", file=library) from error
    if shown.size != (WIDTH, HEIGHT):
        raise Unavailable("wlt.broke", file=library)
    png = io.BytesIO()
    shown.save(png, "PNG")
    return png.getvalue()


def main(library: str) -> int:
    """In the process of its own: a packed picture comes in, a plain one goes out."""
    packed = sys.stdin.buffer.read(_ROOM)
    room = ctypes.create_string_buffer(_ROOM)
    done = ctypes.CDLL(library).unpack(packed, room, 1)
    sys.stdout.buffer.write(room.raw)
    return 0 if done == 1 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
