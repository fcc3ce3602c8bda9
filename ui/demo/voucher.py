"""The way home: a return-travel voucher for somebody who just arrived."""

from pathlib import Path

from PySide6.QtCore import Qt

from app.desk.admission import Admitted
from ui.demo.drive import Player
from ui.demo.history import FROM
from ui.demo.invented import Home
from ui.demo.papers import Papers
from ui.vouchers.page import VouchersPage


def go_home(
    player: Player, papers: Papers, done: Admitted, home: Home, *, pictured: bool = False
) -> Path:
    """F7 beside the papers, the journey, F9, and F8 prints it."""
    player.press(Qt.Key.Key_F7)
    player.wait(lambda: player.window.here == "vouchers", "voucher")
    page = player.page("vouchers", VouchersPage)
    player.wait(lambda: page.case and page.case.visit.id == done.visit.id, "voucher")
    fields = page.form.fields
    said = {"from_place": FROM, "to_place": home.to, "train": "G114", "fare": "164.50"}
    for key, value in said.items():
        fields[key].set_value(value)
    if home.via:
        player.click(page.form.fields["direct"].buttons["no"])  # type: ignore[attr-defined]
        fields["transfer_place"].set_value(home.via)
        fields["transfer_relief"].set_value(home.relief)
    if pictured:
        player.picture("voucher-form")
    player.press(Qt.Key.Key_F9)
    player.wait(lambda: page.made and page.case and page.case.live, "voucher")
    player.settle("voucher")
    paper = papers.print()
    if pictured:
        player.picture("voucher-issued")
    return paper
