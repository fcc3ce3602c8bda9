"""年度评估: what was done in a year, by group; figures without a name."""

from app.paper import fonts, forms
from app.paper.drawing import INSIDE, MARGIN, WIDTH, Drawing, drawn
from app.paper.facts import Assessment
from app.paper.flow import Flow
from app.paper.forms import Clause, Common
from app.paper.head import BOTTOM, TOP, moment, number_pages

_SMALL = 8.0


def assessment(facts: Assessment) -> bytes:
    """The report as PDF: as many pages as there is to say, numbered; a pure function."""
    words = forms.common(facts.lang)
    return drawn(f"{facts.title} {facts.period}", lambda d: _draw(d, facts, words))


def _draw(drawing: Drawing, facts: Assessment, words: Common) -> None:
    def begin() -> None:
        _head(drawing, facts, words)

    begin()
    flow = Flow(drawing, TOP, begin)
    flow.clauses((Clause(text=one) for one in facts.told), words)
    for one in facts.chapters:
        flow.chapter(one.name, one, words.empty)


def _head(drawing: Drawing, facts: Assessment, words: Common) -> None:
    drawing.fitted((MARGIN, 8, INSIDE, 7), facts.station, size=12, align=0.5)
    title = (MARGIN, 15, INSIDE, 10)
    drawing.fitted(title, facts.title, size=18, style=fonts.TITLE, align=0.5)
    drawing.text(WIDTH / 2, 30.2, facts.period, size=10, align=0.5)
    number_pages(drawing, BOTTOM + 6.5, f"{words.printed} {moment(facts.at)}", words)
