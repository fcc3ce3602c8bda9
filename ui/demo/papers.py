"""Papers at the real pages: shown, printed into the demo's folder."""

from pathlib import Path

from PySide6.QtCore import Qt

from app.domain.errors import Refused
from ui.demo.drive import Player
from ui.papers.page import PapersPage


class Papers:
    """Prints what is shown and knows which file it became."""

    def __init__(self, player: Player, folder: Path) -> None:
        self._player, self._folder = player, folder

    def registration(self) -> Path:
        """F8 on the page that opens after an arrival."""
        self._player.wait(lambda: self._player.window.here == "papers", "papers")
        page = self._player.page("papers", PapersPage)
        self._player.wait(lambda: page.made, "paper")
        return self.print()

    def print(self) -> Path:
        """F8; the file that is new afterwards."""
        before, notes = set(self._folder.glob("*.pdf")), self._player.saved.count("printing")
        self._player.press(Qt.Key.Key_F8)
        self._player.wait(lambda: self._player.saved.count("printing") > notes, "printing")
        self._player.settle("printing")
        new = set(self._folder.glob("*.pdf")) - before
        if len(new) != 1:
            raise Refused("demo.step_failed", step="printing")
        self._player.close_line()
        return new.pop()
