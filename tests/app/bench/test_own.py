"""The benches of recognition, small: their keys are there, and what they measure is real."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from app.bench import gallery, identity, papers
from app.bench.lives import Lives
from app.names import names
from app.places import places


def test_the_gallery_bench_measures_what_it_names() -> None:
    answer = gallery.run(20_000, very_many=30_000)
    assert answer["recall"] == 1.0
    assert answer["bytes_mb"] == pytest.approx(10.24)
    for key in ("over_memory_floor", "face_distance_ratio", "add_ms", "remove_ms", "memory_mb"):
        assert isinstance(answer[key], float)
    more = answer["very_many"]
    assert isinstance(more, dict)
    assert more["templates"] == 30_000
    assert gallery.run(1000, very_many=10**12)["very_many"] == {
        "templates": 10**12,
        "left_out": "not enough memory",
    }


def test_the_identity_bench_finds_most_of_a_small_town() -> None:
    answer = identity.run(200, 20, 30)
    for key in identity.KEYS:
        figures = answer[key]
        assert isinstance(figures, dict)
        assert figures["rank1"] <= figures["top10"]
    whole, name = answer["all"], answer["name"]
    assert isinstance(whole, dict)
    assert isinstance(name, dict)
    assert whole["rank1"] > 0.85
    assert whole["rank1"] > name["rank1"]
    assert whole["stranger_rate"] < 0.02


def test_the_same_seed_makes_the_same_lives_and_another_makes_others() -> None:
    def some(seed: int) -> list[object]:
        lives = Lives(names(), places(), seed)
        people = lives.people(30)
        return [*people, *(lives.note(one) for one in people)]

    assert some(3) == some(3)
    assert some(3) != some(4)


def test_faces_are_as_far_from_each_other_as_measured() -> None:
    lives, faces = Lives(names(), places(), 5), identity.Faces(5)
    bases = faces.bases(lives.people(300))
    pictures = [[p for _ in range(4) if (p := faces.picture(base)) is not None] for base in bases]
    same = [float(a @ b) for some in pictures for a, b in itertools.pairwise(some)]
    first = [some[0] for some in pictures if some]
    strangers = [float(a @ b) for a, b in itertools.pairwise(first)]
    assert np.mean(same) == pytest.approx(0.65, abs=0.06)
    assert np.mean(strangers) == pytest.approx(0.082, abs=0.04)


def test_the_bench_of_papers_prints_whole_files(tmp_path: Path) -> None:
    seconds, many = papers._batch(tmp_path, files=2, people=20)
    assert many == 2 * 4  # registration, notice, form 8 and the voucher
    assert seconds > 0
