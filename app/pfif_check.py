"""`guitu pfif --check FILE`: what would be taken of a PFIF file, record by record; nothing is."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from app import clock
from app.domain.errors import Refused
from app.domain.pfif_report import Fate, Line, Report
from app.progress import Progress
from app.sheet import plain
from app.wire.pfif_read import survey
from app.words.pfif import left_in_words, report_in_words, summary_in_words, why_in_words
from app.words.say import say

_LARGE = 20_000_000
_PERCENT = 100


def run(file: Path, lang: str, *, as_json: bool) -> int:
    """0 where the file could be read to its end, whatever became of its records; 2 otherwise."""
    try:
        report = _read(file, lang)
    except Refused as refused:
        _tell_refused(refused, lang, as_json=as_json)
        return 2
    if as_json:
        sys.stdout.writelines(_json(report, lang))
    else:
        sys.stdout.writelines(f"{plain(text)}\n" for text in report_in_words(report, lang))
    return 0 if report.whole else 2


def _read(file: Path, lang: str) -> Report:
    try:
        with file.open("rb") as opened:
            return survey(opened, clock.now(), going=_going(file.stat().st_size, lang))
    except OSError as error:
        raise Refused("pfif.no_file", file=file.name) from error


def _going(size: int, lang: str) -> Callable[[int, int], bool]:
    """Of a large file how far it is, in hundredths."""
    progress = Progress("pfif.progress", lang) if size > _LARGE else None
    told = [-1]

    def going(done: int, of: int) -> bool:
        part = done * _PERCENT // max(of, 1)
        if progress and part > told[0]:
            progress(part, _PERCENT)
            told[0] = part
        return True

    return going


def _tell_refused(refused: Refused, lang: str, *, as_json: bool) -> None:
    text = say(refused.key, lang, **refused.facts)
    if as_json:
        told = {"refused": refused.key.partition(".")[2], "in_words": text, "records": []}
        sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
    sys.stderr.write(text + "\n")


def _json(report: Report, lang: str) -> Iterator[str]:
    """One object, but never whole in memory: it may have hundreds of thousands of records."""
    yield msgspec.json.encode(_plain(report, lang)).decode().removesuffix("}") + ',"records":['
    for line in report.lines:
        yield ("," if line.index > 1 else "") + msgspec.json.encode(_record(line, lang)).decode()
    yield "]}\n"


def _plain(report: Report, lang: str) -> dict[str, object]:
    return {
        "version": report.version,
        "encoding": report.encoding,
        "declared": report.declared,
        "damaged_characters": report.damaged,
        "broken": report.broken.partition(".")[2],
        "broken_at_line": report.broken_at,
        "in_words": list(summary_in_words(report, lang)),
        "persons": {fate.value: report.count(fate, "person") for fate in Fate},
        "notes": {fate.value: report.count(fate, "note") for fate in Fate},
    }


def _record(line: Line, lang: str) -> dict[str, object]:
    return {
        "index": line.index,
        "line": line.line,
        "kind": line.kind,
        "id": line.record_id,
        "person": line.person_id,
        "fate": line.fate.value,
        "why": line.why,
        "in_words": why_in_words(line.why, lang) if line.why else "",
        "dropped": [
            {"field": one.field, "why": one.why, "in_words": left_in_words(one, lang)}
            for one in line.dropped
        ],
    }
