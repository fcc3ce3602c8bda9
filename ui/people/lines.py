"""Words that can be marked and copied, and how people are spoken of on the pages."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.centres import place_of
from app.clock import local
from app.domain.birth import age_on, ends_of
from app.domain.came import Came
from app.domain.document import FORGED
from app.domain.person import Claim
from app.places import ready
from app.words.claims import Told, claim_in_words
from app.words.say import say
from ui.cards import words
from ui.theme import px

_LONG = re.compile(r"[!-~]{12,}")
_JOINT = re.compile(r"[-.@_/]|[^-.@_/]{12}")
_SELECT = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


def station_words(code: str) -> str:
    """Where a station is, since nobody knows their codes by heart; the code while that is not read
    yet."""
    table = ready()
    return (place_of(code, table) if table else "") or code


def copyable(text: str, role: str = "") -> QLabel:
    """A label whose words can be marked; long ones go on in the next line."""
    label = words(text, role, wrap=True)
    label.setTextInteractionFlags(_SELECT)
    return label


def told_grid(rows: Sequence[tuple[str, str]]) -> QWidget:
    """Facts beneath each other, each beside what it is."""
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(4))
    grid.setColumnStretch(1, 1)
    for at, (label, text) in enumerate(rows):
        grid.addWidget(words(label, "label"), at, 0)
        grid.addWidget(copyable(text), at, 1)
    return whole


def breakable(name: str) -> str:
    """A long Latin or made-up name gets places where its line may break; nothing else is seen."""
    return _LONG.sub(lambda run: _JOINT.sub("\\g<0>\u200b", run[0]), name)


def years_of(birth: str, today: date) -> int | None:
    """Whole years out of a birth, or the lower end of an estimate such as ~55 or ~14-18."""
    ends = ends_of(birth[1:]) if birth.startswith("~") else None
    return ends[0] if ends else age_on(birth, today)


def moment(at: datetime) -> str:
    """A day and a time, on the station's clock."""
    return f"{local(at):%Y-%m-%d %H:%M}"


def shown(claim: Told, lang: str) -> str:
    """The value of a claim as the officer reads it."""
    return claim_in_words(claim, lang)


def behind(claim: Claim, lang: str) -> str:
    """What stands behind a claim: today's name of a place, who said it, by what it was checked."""
    told = claim.detail
    by, on = told.get("said_by", ""), told.get("said_on", "")
    parts = [
        say("behind.now", lang, now=told["now"]) if told.get("successor") else "",
        say("behind.said", lang, by=by, on=on) if by and on else by or on,
        say("behind.ground", lang, ground=told["ground"]) if "ground" in told else "",
        say("behind.reason", lang, reason=told["reason"]) if "reason" in told else "",
        say(f"forged.{told[FORGED]}", lang) if FORGED in told else "",
    ]
    return "　".join(part for part in parts if part)


def came_in_words(one: Came, where: str, *more: str) -> str:
    """When somebody came and where; of other stations only the day is known."""
    day = moment(one.at) if one.timed else one.day.isoformat()
    return "　".join(part for part in (day, where, one.case, *more) if part)


def newest(lines: Sequence[str], most: int) -> tuple[list[str], int]:
    """The last so many first, and how many there are before them."""
    shown = list(reversed(lines))[:most]
    return shown, len(lines) - len(shown)
