"""What a row of the lists says: who, from where to where, when, and how it stands."""

from app.clock import local
from app.desk.transfer_views import View
from app.domain.transfer_state import State
from app.words.say import say
from ui.table import Cell, Column
from ui.transfers.shown import TONES

_SEEN_FROM_HERE = frozenset({State.PREPARED, State.SENT, State.ACCEPTED, State.REJECTED})
"""At the receiving end the answer is one's own, and what was only prepared is a paper."""


def columns(titles: dict[str, str], lang: str) -> list[Column[View]]:
    """The table's columns."""

    def who(one: View) -> Cell:
        hidden = say("state.sealed" if one.shut else "state.nameless", lang)
        return Cell(text=one.name or hidden, note=one.case_number, bold=True, ends=True)

    def where(one: View) -> Cell:
        return Cell(text=one.to_name if one.ours else one.from_name, note=one.why)

    def when(one: View) -> Cell:
        if not one.plans and not one.only_paper:
            return Cell(text="—")
        return Cell(
            text=f"{local(one.depart_at):%m-%d %H:%M}", note=f"→ {local(one.arrive_at):%m-%d %H:%M}"
        )

    def state(one: View) -> Cell:
        open_ = one.clashes
        note = say(f"transfer_waits.{open_[0].clash}", lang) if open_ else ""
        here = not one.ours and one.state in _SEEN_FROM_HERE
        told = f"transfer_state_in.{one.state}" if here else f"transfer_state.{one.state}"
        return Cell(text=say(told, lang), tone=TONES[one.state], note=note)

    return [
        Column(title=titles["name"], width=178, cell=who),
        Column(title=titles["where"], width=0, cell=where),
        Column(title=titles["when"], width=112, cell=when),
        Column(title=titles["state"], width=152, cell=state),
    ]
