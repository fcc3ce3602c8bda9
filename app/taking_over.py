"""`guitu import FILE`: an old register is looked through, and taken over unless it is a dry run."""

import gc
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from app import clock
from app.desk import door, old_files, taking_over
from app.desk.export import log_in
from app.desk.taking_over import Checked, Done
from app.domain.errors import Refused, Unavailable
from app.domain.old_register import Field
from app.domain.staff import Right
from app.settings import Settings
from app.words.old import others_in_words, repeated_in_words, wrong_in_words
from app.words.say import say, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line said; `columns` are heading=field."""

    settings: Settings
    file: Path
    columns: tuple[str, ...] = ()
    dry_run: bool = False
    as_json: bool = False


def run(asked: Asked) -> int:
    """0 when every row was taken over or was here, 1 when some were left out or nothing could be
    done. Run again, it goes on where it ended."""
    session = None
    try:
        columns = columns_of(asked)
        _say_others(asked)
        session = log_in(asked.settings)
        session.officer.must(Right.DATE)
        checked, done = _do(asked, session, columns)
    except (Refused, Unavailable) as error:
        sys.stderr.write(sentence(error, asked.settings.lang) + "\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write(f"\n{say('old.stopped', asked.settings.lang)}\n")
        return 1
    finally:
        if session:
            session.register.close()
    if asked.as_json:
        sys.stdout.write(msgspec.json.encode(_as_builtins(checked, done)).decode() + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines(checked, done, asked.settings.lang))
    return 1 if checked.bad else 0


def _say_others(asked: Asked) -> None:
    if others := others_in_words(old_files.other_sheets(asked.file), asked.settings.lang):
        sys.stderr.write(f"{others}\n")


def columns_of(asked: Asked) -> dict[int, Field]:
    """What the headings seem to mean, with what was said about them in its place."""
    head = taking_over.head(asked.file)
    found = dict(head.columns)
    for said in asked.columns:
        heading, _, field = said.partition("=")
        if heading not in head.headings or (field and field not in set(Field)):
            raise Refused("old.bad_column", said=said, fields=", ".join(Field))
        found = {at: one for at, one in found.items() if one != field}
        at = head.headings.index(heading)
        found.pop(at, None)
        if field:
            found[at] = Field(field)
    return found


def _do(
    asked: Asked, session: door.Session, columns: Mapping[int, Field]
) -> tuple[Checked, Done | None]:
    at = clock.now()
    checked = taking_over.check(asked.file, columns, clock.local(at).date())
    if asked.dry_run:
        return checked, None
    done, lang = Done(), asked.settings.lang
    gc.disable()  # nothing made here goes in circles, and this program ends with it
    file = taking_over.Asked(file=asked.file, columns=columns, stamp=checked.stamp)
    by = session.officer
    with taking_over.made_ahead(file, session.station, by, at) as portions:
        for done in taking_over.whole(session.register, portions, by=by, at=at):
            _tell(say("old.progress", lang, line=done.line, added=done.added))
    _tell(say("old.indexing", lang))
    while session.register.index(taking_over.INDEXED_AT_ONCE):
        pass
    gc.enable()
    _tell("\n")
    return checked, done


def _tell(words: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{words}")


def lines(checked: Checked, done: Done | None, lang: str) -> Iterator[str]:
    """What was found and done."""
    facts = {"rows": checked.rows, "good": checked.good, "bad": checked.bad}
    yield say("old.found", lang, **facts, undated=checked.undated)
    for wrong in (*checked.wrong, *checked.kept):
        yield wrong_in_words(wrong, lang)
    for who, where in checked.repeated:
        yield repeated_in_words(who, where, lang)
    if done:
        yield say(
            "old.done", lang, added=done.added, already=done.already, erased=done.erased,
            bad=checked.bad,
        )  # fmt: skip


def _as_builtins(checked: Checked, done: Done | None) -> dict[str, Any]:
    return {
        "rows": checked.rows,
        "good": checked.good,
        "bad": checked.bad,
        "undated": checked.undated,
        "wrong": [msgspec.to_builtins(one) for one in checked.wrong],
        "kept": [msgspec.to_builtins(one) for one in checked.kept],
        "repeated": [{"lines": list(where)} for _, where in checked.repeated],
        "done": msgspec.to_builtins(done) if done else None,
    }
