"""The rows of the page: each condition with its evidence, each query with what came back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.checks import Condition, OutsideQuery, QueryOutcome
from app.domain.codes import CONDITIONS
from app.domain.face import Search
from app.words.say import listed, say, sentences
from ui.checks.question import Case
from ui.people.lines import moment
from ui.table import Cell, Column

_MET = {"yes": "ok", "no": "bad", "unclear": "warn", "": "plain"}
_CAME = {
    QueryOutcome.WAITING: "warn",
    QueryOutcome.FOUND: "ok",
    QueryOutcome.NOTHING: "plain",
    QueryOutcome.NO_ANSWER: "plain",
}
Names = Callable[[UUID], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query made outside, or a search of the machine's own, which nobody corrects."""

    id: UUID
    at: datetime
    by: UUID
    query: OutsideQuery | None = None
    search: Search | None = None


def asked_in(case: Case) -> list[Asked]:
    """Everything that was asked, the newest first."""
    found = [Asked(id=x.id, at=x.asked_at, by=x.asked_by, query=x) for x in case.queries]
    found += [Asked(id=x.id, at=x.at, by=x.officer, search=x) for x in case.searches]
    return sorted(found, key=lambda one: (one.at, one.id.int), reverse=True)


def condition_in_words(code: str, lang: str) -> str:
    """One of the law's four, or the station's own words."""
    return say(f"condition.{code}", lang) if code in CONDITIONS else code


def condition_columns(
    titles: Mapping[str, str], words: Mapping[str, str], names: Names, lang: str
) -> list[Column[Condition]]:
    """`words`: none, at_arrival and differs, as the page says them."""

    def what(one: Condition) -> Cell:
        said, name = one.newest, condition_in_words(one.code, lang)
        evidence = said.words if said else words["at_arrival"] if one.at_arrival else ""
        note = f"{words['differs']}　{evidence}" if one.differs else evidence
        return Cell(text=name, note=note.replace("\n", " "), bold=True)

    def met(one: Condition) -> Cell:
        return Cell(text=say(f"met.{one.said}", lang) if one.said else words["none"],
                    tone=_MET[one.said])  # fmt: skip

    def source(one: Condition) -> Cell:
        said = one.newest
        if said is None:
            return Cell()
        kind = say(f"source.{said.source}", lang) if said.source else ""
        who = "　".join(part for part in (kind, said.told_by) if part)
        return Cell(text=who or names(said.officer), note=f"{moment(said.seen_at)}")

    return [
        Column(title=titles["condition"], width=0, cell=what),
        Column(title=titles["met"], width=96, cell=met),
        Column(title=titles["source"], width=150, cell=source),
    ]


def asked_columns(
    titles: Mapping[str, str], words: Mapping[str, str], names: Names, lang: str
) -> list[Column[Asked]]:
    """`words`: shown, with how many candidates."""

    def what(one: Asked) -> Cell:
        if one.search:
            return Cell(text=words["machine"], note=_searched(one.search, lang))
        query = one.query
        if query is None:
            return Cell()
        where = say(f"query_source.{query.source}", lang)
        text = "　".join(part for part in (where, query.whom) if part)
        note = "　".join(part for part in (query.asked, query.result) if part)
        return Cell(text=text, note=note.replace("\n", " "), bold=True)

    def came(one: Asked) -> Cell:
        if one.query is None:
            many = len({row.get("person") for row in one.search.shown}) if one.search else 0
            return Cell(text=words["shown"].format(many), tone="plain")
        told = say(f"query_outcome.{one.query.outcome}", lang)
        if one.query.decision:
            told = say(f"sameness.{one.query.decision}", lang)
        return Cell(text=told, tone=_CAME[one.query.outcome])

    return [
        Column(title=titles["asked"], width=0, cell=what),
        Column(title=titles["came"], width=126, cell=came),
        Column(
            title=titles["who"],
            width=150,
            cell=lambda one: Cell(text=names(one.by), note=moment(one.at)),
        ),
    ]


def _searched(one: Search, lang: str) -> str:
    """By what was looked for, and why."""
    kinds = [say(f"told_search.{kind}", lang) for kind in one.kind.split(",") if kind]
    why = f"purpose.{one.why}"
    return listed([*kinds, say(why, lang) if why in sentences(lang) else one.why], lang)
