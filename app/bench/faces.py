"""A register whose people all have a face on file: random directions, nobody's face."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import numpy as np
from sqlalchemy import insert, select

from app.bench import data
from app.bench.invented import END
from app.domain.face import Basis
from app.domain.ids import new_id
from app.faces.bands import load_calibration
from app.faces.engine import SFACE
from app.store import tables
from app.store.cipher import FILE, writer_engine

DIM = 128
AT_ONCE = 5_000
_DONE = "faces.done"


def made(cache: Path, people: int) -> Path:
    """The folder of a register with so many people and templates: from the cache, or made now."""
    folder = cache / f"faces-{people}-{data.VERSION}"
    if not (folder / _DONE).exists():
        plain = data.made(cache, people).folder
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(plain, folder)
        _fill(folder)
        (folder / _DONE).touch()
    return folder


def _fill(folder: Path) -> None:
    """A template for everybody; beside the one door, as only benches may."""
    engine = writer_engine(folder / FILE, data.key())
    with engine.begin() as connection:
        persons = list(connection.execute(select(tables.person.c.id)).scalars())
        for rows in _rows(persons):
            connection.execute(insert(tables.template), rows)
    engine.dispose()


def _rows(persons: list[UUID]) -> Iterator[list[dict[str, object]]]:
    rng = np.random.default_rng(data.SEED)
    sha256 = load_calibration(SFACE).model_sha256
    for start in range(0, len(persons), AT_ONCE):
        some = persons[start : start + AT_ONCE]
        raw = rng.standard_normal((len(some), DIM)).astype(np.float32)
        unit = raw / np.linalg.norm(raw, axis=1, keepdims=True)
        yield [
            _row(person, vector.tobytes(), sha256)
            for person, vector in zip(some, unit, strict=True)
        ]


def _row(person: UUID, vector: bytes, sha256: str) -> dict[str, object]:
    return {
        "id": new_id(),
        "person": person,
        "photo": new_id(),
        "engine": SFACE,
        "model_sha256": sha256,
        "dim": DIM,
        "dtype": "float32",
        "metric": "cosine",
        "vector": vector,
        "quality": 0.9,
        "basis": Basis.CONSENT,
        "scope": "station",
        "consent": None,
        "lapses_at": None,
        "made_at": END,
        "versions": {},
        "extra": {},
    }
