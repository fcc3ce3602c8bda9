"""Benches with a form of their own: recognising people, without a desk or a centre."""

import sys
from argparse import Namespace

import msgspec

from app.bench import gallery
from app.bench.desk import machine


def run(asked: Namespace) -> int:
    """0 when its goals are met, 1 when one is missed."""
    answer = gallery.run(asked.templates) if asked.what == "gallery" else _identity(asked)
    answer = {"machine": machine(), **answer}
    if asked.json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(answer)).decode() + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in gallery.lines(answer))
    return 0 if answer.get("met", True) else 1


def _identity(asked: Namespace) -> dict[str, object]:
    from app.bench.identity import run as identity

    return identity(asked.people)
