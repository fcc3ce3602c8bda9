"""The whole of the row with the cursor, beneath the lists, where a line of a list is too short."""

from collections.abc import Callable, Iterator
from uuid import UUID

from app.clock import local
from app.desk.board import Evidence
from app.domain.today import Due
from app.domain.trace import TraceEntry
from app.words.say import say
from app.words.traces import about_in_words, how_in_words, length_in_words, step_in_words
from ui.cards import Card, scrolling
from ui.people.lines import copyable, moment
from ui.theme import CARD, px
from ui.tracing import bench_rows as rows
from ui.tracing.bench_question import Idea, Logged

_HIGH = 116
Name = Callable[[UUID], str]


class Reading(Card):
    """Enter opens it, the arrows go on reading, Esc closes it; the cursor stays in its list."""

    def __init__(self, name: Name, lang: str) -> None:
        super().__init__()
        self._name, self._lang = name, lang
        self.text = copyable("")
        self.body.addWidget(scrolling(self.text, CARD))
        self.setFixedHeight(px(_HIGH))
        self.hide()

    def read(self, row: object) -> None:
        """Whatever kind of row it is; nothing of none."""
        lines = [line for line in self._lines(row) if line]
        self.text.setText("\n".join(lines))
        self.setVisible(bool(lines))

    def _lines(self, row: object) -> Iterator[str]:
        if isinstance(row, Evidence):
            yield from self._evidence(row)
        elif isinstance(row, Idea):
            yield from self._entry(row.entry)
            if row.verdict:
                yield from self._entry(row.verdict)
        elif isinstance(row, Logged):
            yield from self._entry(row.entry) if row.entry else self._query(row)
        elif isinstance(row, Due):
            yield say(f"matter.{row.matter}", self._lang)
            yield say(f"matter_source.{row.matter}", self._lang)
            yield rows.closed_by(row, self._lang)

    def _evidence(self, one: Evidence) -> Iterator[str]:
        lang = self._lang
        said = f"{one.relation} {one.value}".strip()
        yield self._told(about_in_words(one.about, lang), said)
        yield one.words
        source = say(f"source.{one.source}", lang) if one.source else ""
        heard = length_in_words(one.detail, lang) if one.sound else ""
        day = one.on.isoformat() if one.on else ""
        yield self._joined(source, one.whom, day, heard, self._name(one.officer), moment(one.at))

    def _entry(self, one: TraceEntry) -> Iterator[str]:
        detail, lang = one.detail, self._lang
        head = step_in_words(one.step, lang)
        if how := detail.get("how"):
            head = self._joined(head, how_in_words(how, lang))
        languages = (detail.get("language", ""), detail.get("interpreter", ""))
        yield self._told(head, self._joined(one.value, one.whom, detail.get("heard", "")))
        yield one.words
        day = one.on.isoformat() if one.on else ""
        heard = length_in_words(detail, lang) if one.sound else ""
        yield self._joined(*languages, day, heard, self._name(one.officer), moment(one.at))

    def _query(self, one: Logged) -> Iterator[str]:
        query, lang = one.query, self._lang
        if query is None:
            return
        yield self._told(say(f"query_source.{query.source}", lang), query.whom)
        yield self._joined(query.asked, say(f"query_outcome.{query.outcome}", lang), query.result)
        yield self._joined(self._name(query.officer), f"{local(one.at):%Y-%m-%d %H:%M}")

    def _told(self, what: str, said: str) -> str:
        between = "：" if self._lang == "zh" else ": "
        return f"{what}{between}{said}" if said else what

    def _joined(self, *parts: str) -> str:
        return " · ".join(part for part in parts if part)
