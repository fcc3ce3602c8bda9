"""A program of the station's own that makes an OFD (GB/T 33190) out of a PDF.

No library of ours writes OFD: a setting names the program, which is run without a shell.
"""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from app.domain.errors import Unavailable

PATIENCE = 60  # seconds
_PDF, _OFD = "{pdf}", "{ofd}"


def made(command: str, pdf: bytes) -> bytes:
    """The OFD. Unavailable "ofd.…" where the setting is wrong or the program does not do its
    work; nothing of the paper stays behind."""
    with tempfile.TemporaryDirectory(prefix="guitu-ofd-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder) / "paper.pdf", Path(folder) / "paper.ofd"
        arguments = _arguments(command, source, target)
        source.write_bytes(pdf)
        _run(arguments, folder)
        return _whole(target)


def beside(command: str, file: Path, pdf: bytes) -> Path:
    """The same paper as OFD under the same name, whole or not at all; its path."""
    data, target = made(command, pdf), file.with_suffix(".ofd")
    half = target.with_name(f".{target.name}.part")
    try:
        half.write_bytes(data)
        half.replace(target)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise Unavailable("ofd.unwritable", file=target) from error
    return target


def check(command: str) -> None:
    """Unavailable where the setting names no program that is there, or not both places."""
    program = _arguments(command, Path("paper.pdf"), Path("paper.ofd"))[0]
    if not Path(program).is_file():
        raise Unavailable("ofd.no_program", program=program)


def _arguments(command: str, source: Path, target: Path) -> list[str]:
    """The pieces of the setting; a piece with spaces stands in double quotes."""
    try:
        # On Windows a backslash parts folders and escapes nothing.
        pieces = shlex.split(command, posix=sys.platform != "win32")
    except ValueError as error:
        raise Unavailable("ofd.setting") from error
    pieces = [piece.strip('"') for piece in pieces]
    if not pieces or not all(any(x in one for one in pieces[1:]) for x in (_PDF, _OFD)):
        raise Unavailable("ofd.setting")
    rest = [one.replace(_PDF, str(source)).replace(_OFD, str(target)) for one in pieces[1:]]
    return [pieces[0], *rest]


def _run(arguments: list[str], folder: str) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - named by this machine's settings; no shell
            arguments, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
            timeout=PATIENCE, check=False, env=os.environ | {"TMPDIR": folder, "TEMP": folder},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Unavailable("ofd.no_answer", program=arguments[0], seconds=PATIENCE) from error
    except OSError as error:
        raise Unavailable("ofd.no_program", program=arguments[0]) from error
    if done.returncode:
        raise Unavailable("ofd.failed", program=arguments[0], code=done.returncode)


def _whole(target: Path) -> bytes:
    """An OFD is a zip; an empty or missing one is none."""
    data = target.read_bytes() if target.is_file() else b""
    if not data.startswith(b"PK"):
        raise Unavailable("ofd.nothing")
    return data
