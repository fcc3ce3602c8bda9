"""From the key to the candidates: a 1280×720 frame, looked through 100,000 faces on file."""

from pathlib import Path
from queue import SimpleQueue
from statistics import median
from time import perf_counter

import numpy as np

from app import clock
from app.bench import data, faces
from app.desk import identify
from app.desk.photographs import kept
from app.desk.recogniser import recogniser_of
from app.eyes import messages as m
from app.eyes import questions
from app.eyes.eyes import Eyes
from app.faces.engine import SFACE
from app.store.register import open_register
from app.vision import cv2, unpack

SAMPLES = Path(__file__).parents[2] / "assets" / "samples"
GOAL_MS = 80.0
PEOPLE, TIMES, WARM = 100_000, 30, 3
WIDE, HIGH, HEAD = 1280, 720, 520


def run(cache: Path, people: int = PEOPLE, times: int = TIMES) -> dict[str, object]:
    """`photo_to_candidates_ms`, the median, and of what it consists."""
    register = open_register(faces.made(cache, people), data.key(), clock.now())
    reader, waiting = register.reader(), _Waiting()
    eyes = Eyes(waiting)
    try:
        eyes.want(m.Load(engine=SFACE))
        eyes.want(m.Show(width=364, height=160))
        eyes.want(m.Watch(turn=1, camera=str(framed(cache))))
        recogniser = recogniser_of(waiting.model())
        recogniser.fill(reader, clock.now())
        taken, found = [], []
        for _ in range(times + WARM):
            begun = perf_counter()
            shot = kept(questions.take(eyes, measure=True), clock.now())
            between = perf_counter()
            identify.candidates(reader, recogniser, identify.Clues(vector=shot.vector))
            taken.append((between - begun) * 1000)
            found.append((perf_counter() - between) * 1000)
    finally:
        eyes.stop()
        reader.close()
        register.close()
    whole = [round(a + b, 1) for a, b in zip(taken, found, strict=True)][WARM:]
    return {
        "photo_to_candidates_ms": round(median(whole), 1),
        "goal": GOAL_MS,
        "met": median(whole) <= GOAL_MS,
        "samples": whole,
        "photograph_ms": round(median(taken[WARM:]), 1),
        "search_ms": round(median(found[WARM:]), 1),
        "templates": recogniser.on_file,
    }


def framed(cache: Path, sample: str = "m01/1.jpg") -> Path:
    """A picture as a camera gives it: a generated head before a wall."""
    file = cache / f"frame-{sample.replace('/', '-')}"
    if not file.exists():
        head = unpack((SAMPLES / sample).read_bytes())
        by = HEAD / head.shape[0]
        head = np.asarray(cv2.resize(head, None, fx=by, fy=by))
        picture = np.full((HIGH, WIDE, 3), 150, np.uint8)
        left = (WIDE - head.shape[1]) // 2
        picture[HIGH - HEAD :, left : left + head.shape[1]] = head
        cache.mkdir(parents=True, exist_ok=True)
        file.write_bytes(cv2.imencode(".jpg", picture)[1].tobytes())
    return file


class _Waiting:
    """Hears the eyes until camera and engine are there."""

    def __init__(self) -> None:
        self._loaded: SimpleQueue[m.Loaded] = SimpleQueue()
        self._found: SimpleQueue[m.Found] = SimpleQueue()

    def __call__(self, word: m.Word, _beside: bytes) -> None:
        if isinstance(word, m.Loaded):
            self._loaded.put(word)
        elif isinstance(word, m.Found):
            self._found.put(word)

    def model(self) -> m.Loaded:
        """The engine, when the camera gives pictures as well."""
        self._found.get(timeout=60)
        return self._loaded.get(timeout=60)
