"""Benches with a form of their own: recognising people, without a desk or a centre."""

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import msgspec
from platformdirs import user_cache_path

from app.bench import gallery
from app.bench.desk import machine
from app.domain.errors import Refused
from app.words.say import say


def run(asked: Namespace) -> int:
    """0 when its goals are met, 1 when one is missed."""
    try:
        answer = {"machine": machine(), **_BENCHES[asked.what](asked)}
    except Refused as refused:
        sys.stderr.write(say(refused.key, asked.lang_said or "zh", **refused.facts) + "\n")
        return 2
    if asked.json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(answer)).decode() + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in gallery.lines(answer))
    return 0 if answer.get("met", True) else 1


def _gallery(asked: Namespace) -> dict[str, object]:
    return gallery.run(asked.templates)


def _faces(asked: Namespace) -> dict[str, object]:
    from app.bench.openset import run as faces

    if asked.photos is None:
        raise Refused("bench.which_photos")
    return faces(asked.photos, asked.group)


def _identity(asked: Namespace) -> dict[str, object]:
    from app.bench.identity import run as identity

    return identity(asked.people)


def _linkage(asked: Namespace) -> dict[str, object]:
    from app.bench.linked import run as linkage

    return linkage(cache_of(asked))


def _report(asked: Namespace) -> dict[str, object]:
    from app.bench.report import run as report

    return report(cache_of(asked), asked.stays)


def _papers(asked: Namespace) -> dict[str, object]:
    from app.bench.papers import RUNS
    from app.bench.papers import run as papers

    return papers(cache_of(asked), asked.runs or RUNS)


def _tracing(asked: Namespace) -> dict[str, object]:
    from app.bench.tracing import run as tracing

    return tracing(asked.records)


def cache_of(asked: Namespace) -> Path:
    """Where benches keep what they made or fetched."""
    usual = user_cache_path("guitu-bench", appauthor=False)
    return Path(asked.cache).absolute() if asked.cache else usual


_BENCHES: dict[str, Callable[[Namespace], dict[str, object]]] = {
    "gallery": _gallery,
    "faces": _faces,
    "identity": _identity,
    "linkage": _linkage,
    "report": _report,
    "papers": _papers,
    "tracing": _tracing,
}
