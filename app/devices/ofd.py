"""A program of the station's own that makes an OFD (GB/T 33190) out of a PDF.

No library of ours writes OFD: a setting names the program, which is run without a shell.
"""

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from app.domain.errors import Unavailable

PATIENCE = 60  # seconds
_MOST = 200_000_000  # bytes
_PREFIX = "guitu-ofd-"
_PDF, _OFD = "{pdf}", "{ofd}"


def made(command: str, pdf: bytes) -> bytes:
    """The OFD. Unavailable "ofd.…" where the setting is wrong or the program does not do its
    work; nothing of the paper stays behind."""
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as folder:
        source, target = Path(folder) / "paper.pdf", Path(folder) / "paper.ofd"
        arguments = _arguments(command, source, target)
        source.write_bytes(pdf)
        _run(arguments, folder)
        return _whole(target)


def drop_left() -> None:
    """Papers that lie in the folder of temporary files because this program was killed while one
    was made. What may still be in the making is left."""
    with contextlib.suppress(OSError), tempfile.TemporaryDirectory(prefix=_PREFIX) as now:
        since = Path(now).stat().st_mtime - 2 * PATIENCE
        for left in Path(now).parent.glob(f"{_PREFIX}*"):
            if left.is_dir() and not left.is_symlink() and left.stat().st_mtime < since:
                shutil.rmtree(left, ignore_errors=True)


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
    # Of its output nothing is kept: it may be endless, and whoever it leaves behind may hold it.
    try:
        with subprocess.Popen(  # noqa: S603 - named by this machine's settings; no shell
            arguments, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env=os.environ | {"TMPDIR": folder, "TEMP": folder},
            start_new_session=True,
        ) as running:  # fmt: skip
            try:
                code = running.wait(PATIENCE)
            except subprocess.TimeoutExpired as error:
                why = Unavailable("ofd.no_answer", program=arguments[0], seconds=PATIENCE)
                raise why from error
            finally:
                _end(running)
    except OSError as error:
        raise Unavailable("ofd.no_program", program=arguments[0]) from error
    if code:
        raise Unavailable("ofd.failed", program=arguments[0], code=code)


def _end(running: "subprocess.Popen[bytes]") -> None:
    """It and whatever it started, so that nobody writes on where the paper lay."""
    if sys.platform == "win32":
        if running.poll() is None:
            tree = ["taskkill", "/T", "/F", "/PID", str(running.pid)]
            subprocess.run(tree, capture_output=True, check=False)  # noqa: S603 - Windows' own
            running.kill()
        return
    try:
        os.killpg(running.pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # nobody of them is left


def _whole(target: Path) -> bytes:
    """An OFD is a zip; an empty or missing one is none, nor one larger than any paper."""
    small = target.is_file() and target.stat().st_size <= _MOST
    data = target.read_bytes() if small else b""
    if not data.startswith(b"PK"):
        raise Unavailable("ofd.nothing")
    return data
