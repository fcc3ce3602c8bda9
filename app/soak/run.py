"""`guitu soak --minutes N`: the command, its report, and what it keeps of a failure."""

import os
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.domain.errors import Refused, Unavailable
from app.soak.bad_line import ENTRIES
from app.soak.rounds import KINDS, Soak
from app.words.say import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asked for."""

    minutes: float
    seed: int
    tries: int | None
    kinds: tuple[str, ...]
    as_json: bool
    lang: str
    entries: int = ENTRIES


def run(asked: Asked) -> int:
    """0 when no try failed, 1 when one did; its seed is said and what it left is kept."""
    if not hasattr(os, "fork"):
        raise Unavailable("soak.no_fork")
    for kind in set(asked.kinds) - KINDS.keys():
        raise Refused("soak.unknown", kind=kind, known=", ".join(KINDS))
    folder = Path(tempfile.mkdtemp(prefix="guitu-soak-")).resolve()
    soak = Soak(
        folder=folder,
        lang=asked.lang,
        first_seed=asked.seed,
        entries=asked.entries,
        tell=(lambda _line: None) if asked.as_json else _tell,
    )
    began = time.monotonic()
    usual = signal.signal(signal.SIGINT, soak.stop)
    try:
        soak.rounds(asked.kinds or tuple(KINDS), began + asked.minutes * 60, asked.tries)
    except KeyboardInterrupt:
        soak.stopped = True
    finally:
        signal.signal(signal.SIGINT, usual)
        soak.close()
    _report(soak, asked, time.monotonic() - began)
    if not soak.failed:
        shutil.rmtree(folder)
    return 1 if soak.failed else 0


def _report(soak: Soak, asked: Asked, seconds: float) -> None:
    if asked.as_json:
        answer = {
            "seconds": round(seconds, 1),
            "seed": asked.seed,
            "stopped": soak.stopped,
            "failed": soak.failed,
            "kept": str(soak.folder) if soak.failed else None,
            "kinds": soak.counts,
        }
        _tell(msgspec.json.encode(answer).decode())
        return
    for name, count in soak.counts.items():
        if count.skipped:
            _tell(f"{say(f'soak.kind.{name}', asked.lang)}: {count.skipped}")
        for failure in count.failures:
            _tell(f"{name} {failure}")
    _tell(soak.line())
    if soak.failed:
        _tell(say("soak.kept", asked.lang, folder=soak.folder))


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
