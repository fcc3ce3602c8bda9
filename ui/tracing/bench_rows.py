"""What the lists of the workbench say: evidence, pairs, hypotheses and regions, next steps, log."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from app.clock import local
from app.desk.board import Evidence
from app.domain.inquiry import Checked
from app.domain.kin_match import KinState
from app.domain.letter_closes import letter_for
from app.domain.today import Due
from app.domain.trace import Step
from app.words.clues import likely_word
from app.words.letters import kind_in_words
from app.words.say import say
from app.words.traces import about_in_words, how_in_words, length_in_words, step_in_words
from ui.people.lines import station_words
from ui.table import Cell, Column
from ui.today.rows import time_left
from ui.tracing.bench_question import Idea, Logged, PairRow

Name = Callable[[UUID], str]
_CHANCE = {"likely": "ok", "possible": "warn", "unlikely": "plain"}
_STATE = {
    KinState.CANDIDATE: "plain", KinState.VERIFYING: "warn", KinState.CONFIRMED: "ok",
    KinState.REUNITED: "ok", KinState.DECLINED: "violet",
}  # fmt: skip
_IDEA = {Step.REGION: "violet", Step.RULED_OUT: "bad", Step.HELD: "ok"}


def day(at: datetime | date) -> str:
    """11-24."""
    return f"{local(at) if isinstance(at, datetime) else at:%m-%d}"


def evidence_columns(name: Name, lang: str) -> list[Column[Evidence]]:
    """Of what kind, what, who says so, when, and who noted it."""

    def what(one: Evidence) -> Cell:
        return Cell(text=about_in_words(one.about, lang))

    def said(one: Evidence) -> Cell:
        text = f"{one.relation} {one.value}".strip() or one.words
        source = say(f"source.{one.source}", lang) if one.source else ""
        if one.verified:
            source += "✓"
        heard = length_in_words(one.detail, lang) if one.sound else ""
        parts = [heard, source, one.whom, day(one.on or one.at), name(one.officer)]
        return Cell(text=text or heard, note=" · ".join(part for part in parts if part))

    return [Column(title="", width=92, cell=what), Column(title="", width=0, cell=said)]


def pair_columns(own: str, lang: str) -> list[Column[PairRow]]:
    """How it stands, whom the inquiry looks for, and how likely it is in words."""

    def state(one: PairRow) -> Cell:
        found = one.pair.state
        return Cell(text=say(f"kin_state.{found}", lang), tone=_STATE.get(found, "plain"))

    def whom(one: PairRow) -> Cell:
        place = "" if one.station == own else station_words(one.station)
        harm = say("inquiry_short.danger", lang) if one.checked == Checked.DANGER else ""
        note = " · ".join(part for part in (harm, one.asked, place) if part)
        return Cell(text=one.sought or say("state.nameless", lang), note=note, bold=True)

    def chance(one: PairRow) -> Cell:
        word = likely_word(one.pair.offer.chance if one.pair.offer else 0.0)
        return Cell(text=say(f"likely.{word}", lang), tone=_CHANCE[word])

    return [
        Column(title="", width=88, cell=state),
        Column(title="", width=0, cell=whom),
        Column(title="", width=92, cell=chance),
    ]


def idea_columns(name: Name, lang: str) -> list[Column[Idea]]:
    """A place or a hypothesis, why, and what became of it."""

    def what(one: Idea) -> Cell:
        step = (one.verdict or one.entry).step
        return Cell(text=say(f"trace_short.{step}", lang), tone=_IDEA.get(step, "plain"))

    def text(one: Idea) -> Cell:
        last = one.verdict or one.entry
        note = f"{last.words} · {name(last.officer)} {day(last.at)}"
        return Cell(text=one.entry.value, note=note)

    return [Column(title="", width=84, cell=what), Column(title="", width=0, cell=text)]


def due_columns(now: Callable[[], datetime], lang: str) -> list[Column[Due]]:
    """Time left, what is to be done, and what closes it."""

    def left(one: Due) -> Cell:
        text, tone = time_left(one, now(), lang)
        return Cell(text=text, tone=tone)

    def what(one: Due) -> Cell:
        note = closed_by(one, lang) or say(f"matter_source.{one.matter}", lang)
        return Cell(text=say(f"matter.{one.matter}", lang), note=note)

    return [Column(title="", width=100, cell=left), Column(title="", width=0, cell=what)]


def closed_by(one: Due, lang: str) -> str:
    """Which letter closes it, else what an officer wrote down of it."""
    letter = letter_for(one.matter)
    if letter:
        return say("trace_due.letter", lang, letter=kind_in_words(letter, lang))
    return one.words


def log_columns(name: Name, lang: str) -> list[Column[Logged]]:
    """When, what, with whom, and what was said."""

    def when(one: Logged) -> Cell:
        return Cell(text=day(one.at), note=f"{local(one.at):%H:%M}")

    def what(one: Logged) -> Cell:
        if (query := one.query) is not None:
            asked = [say(f"query_source.{query.source}", lang), query.whom]
            found = say(f"query_outcome.{query.outcome}", lang)
            note = [found, query.result or query.asked, name(one.officer)]
        else:
            entry = one.entry
            if entry is None:
                return Cell()
            head = step_in_words(entry.step, lang)
            if how := entry.detail.get("how"):
                head = how_in_words(how, lang)
            heard = length_in_words(entry.detail, lang) if entry.sound else ""
            asked, note = [head, entry.whom, heard], [entry.words, name(one.officer)]
        return Cell(
            text=" · ".join(part for part in asked if part),
            note=" · ".join(part for part in note if part),
        )

    return [Column(title="", width=58, cell=when), Column(title="", width=0, cell=what)]
