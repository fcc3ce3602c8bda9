"""A folder as a printer: every paper becomes a numbered PDF file."""

import errno
import os
import re
import tempfile
from itertools import count
from pathlib import Path

from app.domain.errors import Unavailable

_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST = 60  # characters; a file name may have 255 bytes, a Chinese character takes three


class FolderPrinter:
    """Saves papers; a paper that is there is never overwritten, nor seen half-written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.name = str(folder)

    def check(self) -> None:
        """Unavailable unless the folder is there, or can be made, and takes a file."""
        self._save(b"").unlink()

    def send(self, paper: bytes, title: str) -> str:
        """Save the paper under its title, numbered where that is taken, and give its path."""
        written = self._save(paper)
        try:
            return str(_settle(written, self._folder, _plain(title)))
        except OSError as error:
            raise _unavailable(self._folder, error) from error
        finally:
            written.unlink(missing_ok=True)

    def _save(self, paper: bytes) -> Path:
        written = None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=self._folder)
            written = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(paper)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            if written:
                written.unlink(missing_ok=True)
            raise _unavailable(self._folder, error) from error
        return written


def _settle(written: Path, folder: Path, title: str) -> Path:
    """Give the file its name; a link, unlike a rename, refuses a name that is taken."""
    for number in count(1):
        place = folder / (f"{title}.pdf" if number == 1 else f"{title}-{number}.pdf")
        try:
            place.hardlink_to(written)
        except FileExistsError:
            continue
        except OSError:
            # No links here (a USB stick): claim the name, then put the paper in its place.
            try:
                place.touch(exist_ok=False)
            except FileExistsError:
                continue
            written.replace(place)
        return place
    raise AssertionError("count() does not end")


def _plain(title: str) -> str:
    return _FORBIDDEN.sub("_", title).strip(". ")[:_LONGEST] or "paper"


def _unavailable(folder: Path, error: OSError) -> Unavailable:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Unavailable("printer.disk_full", folder=folder)
    return Unavailable("printer.folder_not_writable", folder=folder)
