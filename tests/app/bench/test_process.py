"""The benches of camera, faces and window in the smallest sizes: what they answer, not how fast."""

from pathlib import Path

import pytest

from app.bench import arrivals, clues, memory, photo, stall


def test_a_photograph_is_looked_for_among_those_on_file(tmp_path: Path) -> None:
    found = photo.run(tmp_path, people=40, times=2)
    assert found["templates"] == 40
    samples, whole = found["samples"], found["photo_to_candidates_ms"]
    assert isinstance(samples, list)
    assert isinstance(whole, float)
    assert len(samples) == 2
    assert min(samples) <= whole <= max(samples)
    said = clues.run(tmp_path, people=40, times=2)
    assert len(said["samples"]) == 2  # type: ignore[arg-type]
    assert said["met"] is (said["clues_to_candidates_ms"] <= clues.GOAL_MS)  # type: ignore[operator]


@pytest.mark.long
def test_arrivals_in_the_window_tell_stalls_and_memory(tmp_path: Path) -> None:
    seen = arrivals.watch(tmp_path, 40, busy=True)
    assert len(seen.shown_ms) == len(arrivals.FACES)
    assert {stall.step for stall in seen.stalls} >= {"camera", "photograph", "finish"}
    assert set(seen.memory_mb) == {"window", "process 1"}
    assert seen.faces == 40 + len(arrivals.FACES)


@pytest.mark.long
def test_the_goals_are_told_beside_the_figures(tmp_path: Path) -> None:
    held = memory.run(tmp_path, people=40)
    assert held["met"] is (held["rss_mb"] <= memory.GOAL_MB)  # type: ignore[operator]
    stalled = stall.run(tmp_path, people=40, runs=1)
    assert stalled["samples"] == [stalled["longest_stall_ms"]]
