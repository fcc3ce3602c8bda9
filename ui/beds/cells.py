"""What stands in each place of the board; a word says it, the colour only helps."""

from collections import Counter
from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.clock import local
from app.desk.beds import Board, Lodger
from app.domain.bed import Bed, BedState
from app.domain.room import Room
from app.words.say import say
from ui.beds.map import Place, place_of
from ui.table import Cell

FILTERS = ("all", "free", "taken", "shut", "pending")
translate = QCoreApplication.translate


def passes(bed: Bed, wanted: str, board: Board) -> bool:
    """Whether a bed belongs to a filter."""
    return wanted == "all" or wanted in states(bed, board)


def states(bed: Bed, board: Board) -> set[str]:
    """Every filter that finds it."""
    state = bed.state
    found = {"taken" if bed.stays else state.value}
    if state is BedState.CLASH or any(waits(board, stay.visit) for stay in bed.stays):
        found.add("pending")
    return found


def counted(board: Board) -> Counter[str]:
    """How many beds each filter finds, in one walk: a large house has a thousand."""
    found = Counter({"all": len(board.beds)})
    for bed in board.beds:
        found.update(states(bed, board))
    return found


def waits(board: Board, visit: UUID) -> bool:
    """Whether the centre has not heard of somebody's bed yet."""
    one = board.lodgers.get(visit)
    return one is not None and one.pending


def room_cell(room: Room, lang: str) -> Cell:
    """A room's name and who sleeps there."""
    use = say(f"room_for.{room.use}", lang)
    return Cell(text=room.name, note=room.closed or use, bold=True)


def bed_cell(
    bed: Bed, board: Board, called: Callable[[Lodger], str], suggested: Place | None, lang: str
) -> Cell:
    """A bed and who is in it, since when."""
    if bed.state is BedState.TAKEN:
        return _taken(bed, board, called, lang)
    said, tone = say(f"bed_state.{bed.state}", lang), _TONES[bed.state]
    if suggested == place_of(bed):
        said, tone = translate("beds", "建议"), "info"
    return Cell(text=f"{bed.number} {said}", tone=tone)


def _taken(bed: Bed, board: Board, called: Callable[[Lodger], str], lang: str) -> Cell:
    stay = bed.stays[0]
    one = board.lodgers.get(stay.visit)
    name = called(one) if one else ""
    note = translate("beds", "{0} 起").format(f"{local(stay.at):%m-%d}")
    if one and one.pending:
        note = say("bed_state.clash", lang)
    return Cell(text=f"{bed.number} {name}", note=note, bold=True)


_TONES = {BedState.FREE: "ok", BedState.SHUT: "plain", BedState.CLASH: "bad"}
