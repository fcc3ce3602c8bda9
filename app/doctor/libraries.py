"""The libraries the desk stands on: Python's, SQLCipher, and the system's own."""

import ctypes
import re
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from sqlcipher3 import dbapi2

from app.doctor.finding import Finding, bad, good, hint

LOCK = Path(__file__).parents[2] / "requirements.lock"
WANTED = (
    "PySide6-Essentials",
    "PySide6-Addons",
    "sqlalchemy",
    "alembic",
    "sqlcipher3",
    "numpy",
    "opencv-python",
    "face-recognition-ng",
    "reportlab",
    "segno",
    "zxing-cpp",
    "pypdfium2",
    "msgspec",
    "argon2-cffi",
    "cryptography",
    "pypinyin",
    "pyserial",
    "psutil",
)
# soname: Debian's package. The same list stands in ./guitu, which installs them.
SYSTEM = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libatomic.so.1": "libatomic1",
    "libcups.so.2": "libcups2",
}
SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
}
# FTS5's contentless_delete, without which nobody could be found by name.
_OLDEST_SQLITE = (3, 43, 0)


def python_libraries(wanted: tuple[str, ...] = WANTED, lock: Path = LOCK) -> Finding:
    """Whether every library is there, in the version that was tested."""
    there = {name: _version(name) for name in wanted}
    missing = [name for name, version in there.items() if not version]
    if missing:
        return bad("libraries", "missing", names=", ".join(missing))
    tested = _locked(lock)
    other = [
        f"{name} {version} ({', '.join(sorted(tested[name.lower()]))})"
        for name, version in there.items()
        if version not in tested.get(name.lower(), {version})
    ]
    if other:
        return hint("libraries", "other", names=", ".join(other))
    qt = there.get("PySide6-Essentials", "")
    return good("libraries", count=len(wanted), python=sys.version.split()[0], qt=qt)


def cipher() -> Finding:
    """SQLCipher, and a search index that can forget."""
    connection = dbapi2.connect(":memory:")
    try:
        row = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    there = {"cipher": row[0] if row else "—", "sqlite": dbapi2.sqlite_version}
    if row and dbapi2.sqlite_version_info >= _OLDEST_SQLITE:
        return good("cipher", **there)
    return bad("cipher", "wrong", **there)


def system_libraries(wanted: Mapping[str, str]) -> Finding:
    """The shared libraries Qt, OpenCV and printing load while running; Linux only."""
    missing = [package for soname, package in wanted.items() if not _loads(soname)]
    if missing:
        return bad("system", "missing", packages=" ".join(missing))
    return good("system", count=len(wanted))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _locked(lock: Path) -> dict[str, set[str]]:
    """Versions by library (one for each Python); empty where no lock stands beside the program."""
    try:
        text = lock.read_text(encoding="utf-8")
    except OSError:
        return {}
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True
