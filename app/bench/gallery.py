"""`./guitu bench gallery`: a search beside reading the same bytes, and beside the library."""

from collections.abc import Callable, Iterator
from statistics import median
from time import perf_counter
from uuid import UUID

import numpy as np
import psutil

from app.arrays import Vector
from app.bench.timing import rounded
from app.faces.gallery import Gallery

DIM, SEED = 128, 20261123
MANY, VERY_MANY = 1_000_000, 5_000_000
GOAL_FLOOR, GOAL_PEER = 1.3, 9.0
_QUESTIONS, _PEER_QUESTIONS, _CHANGES = 30, 5, 300
_AT_ONCE = 250_000
_BYTES_EACH = 2.2 * 4 * DIM
"""What a run needs for each template: the gallery, and a part of it again."""
Answer = dict[str, object]


def run(templates: int = MANY, very_many: int = VERY_MANY) -> Answer:
    """Keys as the issue names them, and a line for `very_many` where the memory is there."""
    answer = _measured(templates, peer=True)
    answer |= {"goals": {"over_memory_floor": GOAL_FLOOR, "face_distance_ratio": GOAL_PEER}}
    if psutil.virtual_memory().available > very_many * _BYTES_EACH:
        answer["very_many"] = _measured(very_many, peer=False)
    else:
        answer["very_many"] = {"templates": very_many, "left_out": "not enough memory"}
    return answer


def _measured(templates: int, *, peer: bool) -> Answer:
    before = psutil.Process().memory_info().rss
    gallery = filled(templates)
    memory = (psutil.Process().memory_info().rss - before) / 1e6
    probes = _directions(_QUESTIONS, SEED + 1)
    blocks = list(gallery.raw())
    gallery.search(probes[0])
    asked, floors = [], []
    for probe in probes:  # in turn, so that both see the same machine
        floors.append(_timed(lambda: _read(blocks)))
        asked.append(_timed(lambda probe=probe: gallery.search(probe)))  # type: ignore[misc]
    query, floor = median(asked), median(floors)
    recall = _recall(gallery, blocks, probes)
    answer: Answer = {
        "templates": templates,
        "query_ms": rounded(1e3 * query),
        "floor_ms": rounded(1e3 * floor),
        "over_memory_floor": rounded(query / floor),
        "recall": recall,
        "memory_mb": rounded(memory),
        "bytes_mb": rounded(templates * DIM * 4 / 1e6),
    }
    answer |= _changes(gallery, templates)
    if peer:
        answer |= _beside(blocks, templates, probes, query)
    answer["load_s"] = _load(templates)
    return answer


def _read(blocks: list[Vector]) -> int:
    """Every byte, by the quickest reader numpy has."""
    return int(max(block.view(np.int64).max() for block in blocks))


def filled(templates: int) -> Gallery:
    """Random directions, nobody's face; three templates a person."""
    gallery = Gallery("bench", DIM)
    for start in range(0, templates, _AT_ONCE):
        count = min(_AT_ONCE, templates - start)
        ids = [UUID(int=start + at + 1) for at in range(count)]
        persons = [UUID(int=(start + at) // 3 + 1) for at in range(count)]
        gallery.pour(persons, ids, _directions(count, SEED + 2 + start))
    return gallery


def _directions(count: int, seed: int) -> Vector:
    raw = np.random.default_rng(seed).standard_normal((count, DIM), dtype=np.float32)
    unit: Vector = raw / np.linalg.norm(raw, axis=1, keepdims=True)
    return unit


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _recall(gallery: Gallery, blocks: list[Vector], probes: Vector) -> float:
    """The share of the ten best persons that looking through everything in float64 finds too."""
    right = wanted = 0
    for probe in probes[:5]:
        best: dict[UUID, float] = {}
        scores = np.concatenate([probe.astype(np.float64) @ block for block in blocks])
        scores = scores[: len(gallery)]
        for place in np.argsort(-scores)[:60]:
            best.setdefault(UUID(int=int(place) // 3 + 1), float(scores[place]))
        exact = set(list(best)[:10])
        right += len(exact & {hit.person for hit in gallery.search(probe, 10)})
        wanted += len(exact)
    return round(right / wanted, 4)


def _changes(gallery: Gallery, templates: int) -> Answer:
    """A template more, and one less, each beside a full gallery."""
    fresh = _directions(_CHANGES, SEED + 9)
    ids = [UUID(int=templates + at + 1) for at in range(_CHANGES)]
    added = [
        _timed(lambda i=id_, v=vector: gallery.add(i, i, v, engine="bench"))  # type: ignore[misc]
        for id_, vector in zip(ids, fresh, strict=True)
    ]
    old = [UUID(int=1 + at * (templates // _CHANGES)) for at in range(_CHANGES)]
    removed = [_timed(lambda i=id_: gallery.remove(i)) for id_ in (*ids, *old)]  # type: ignore[misc]
    return {
        "add_ms": round(1e3 * median(added), 4),
        "remove_ms": round(1e3 * median(removed), 4),
        "add_most_ms": rounded(1e3 * max(added)),
        "remove_most_ms": rounded(1e3 * max(removed)),
    }


def _beside(blocks: list[Vector], templates: int, probes: Vector, query: float) -> Answer:
    """`face_recognition.face_distance` over the same templates, as that library keeps them."""
    from PIL import ImageFile

    usual = ImageFile.LOAD_TRUNCATED_IMAGES
    import face_recognition

    # That library makes every program it is in take half a picture for a whole one.
    ImageFile.LOAD_TRUNCATED_IMAGES = usual
    rows = np.concatenate([block.T for block in blocks])[:templates].astype(np.float64)
    times = [
        _timed(lambda p=probe: face_recognition.face_distance(rows, p))  # type: ignore[misc]
        for probe in probes[:_PEER_QUESTIONS].astype(np.float64)
    ]
    return {
        "face_distance_ms": rounded(1e3 * median(times)),
        "face_distance_ratio": rounded(median(times) / query),
    }


def _load(templates: int) -> float:
    """Seconds until templates, given as ids and bytes like a register's, can be searched."""
    spent, gallery = 0.0, Gallery("bench", DIM)
    for start in range(0, templates, _AT_ONCE):
        count = min(_AT_ONCE, templates - start)
        ids = [UUID(int=start + at + 1) for at in range(count)]
        rows = [row.tobytes() for row in _directions(count, SEED + 2 + start)]
        spent += _timed(lambda i=ids, r=rows: gallery.pour(i, i, r))  # type: ignore[misc]
    return rounded(spent)


def lines(answer: Answer) -> Iterator[str]:
    """For a reader."""
    for name, value in answer.items():
        if isinstance(value, dict):
            yield f"{name}:"
            yield from (f"  {inner}: {figure}" for inner, figure in value.items())
        else:
            yield f"{name}: {value}"
