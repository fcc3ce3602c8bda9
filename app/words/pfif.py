"""The report of a PFIF file in words."""

from collections.abc import Iterator

from app.domain.pfif_report import Dropped, Fate, Line, Report
from app.words.say import say


def report_in_words(report: Report, lang: str) -> Iterator[str]:
    """First what holds for the whole file, then a line for each record."""
    yield from summary_in_words(report, lang)
    for line in report.lines:
        yield line_in_words(line, lang)


def summary_in_words(report: Report, lang: str) -> Iterator[str]:
    """What holds for the whole file, and how many records were taken."""
    if report.broken:
        yield say(report.broken, lang, line=report.broken_at)
    yield say("pfif.head", lang, version=report.version, encoding=report.encoding)
    if report.declared:
        declared, encoding = report.declared, report.encoding
        yield say("pfif.wrong_encoding", lang, declared=declared, encoding=encoding)
    if report.damaged:
        yield say("pfif.damaged", lang, count=report.damaged)
    for kind, key in (("person", "pfif.counted_people"), ("note", "pfif.counted_notes")):
        yield say(key, lang, **{fate.value: report.count(fate, kind) for fate in Fate})


def line_in_words(line: Line, lang: str) -> str:
    """What became of one record, why, and what of it was left out."""
    told = say(
        "pfif.line",
        lang,
        index=line.index,
        line=line.line,
        kind=say(f"pfif.{line.kind}", lang),
        id=line.record_id or say("pfif.nameless", lang),
        fate=say(f"pfif.fate_{line.fate.value}", lang),
    )
    why = [why_in_words(line.why, lang)] if line.why else []
    left = [left_in_words(one, lang) for one in line.dropped]
    return ("；" if lang == "zh" else "; ").join((told, *why, *left))


def why_in_words(why: str, lang: str) -> str:
    """Why a record was not taken."""
    return say(f"pfif.why_{why}", lang)


def left_in_words(dropped: Dropped, lang: str) -> str:
    """Which field was left out, and why."""
    return say("pfif.left", lang, field=dropped.field, why=say(f"pfif.left_{dropped.why}", lang))
