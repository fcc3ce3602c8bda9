"""The gallery finds exactly what looking through everything would find."""

from uuid import UUID, uuid4

import numpy as np
import pytest

from app.domain.errors import Refused
from app.faces.gallery import ROOM, Gallery
from app.vision import Vector

ENGINE, DIM = "e1", 16


def vectors(count: int, seed: int = 1) -> Vector:
    raw = np.random.default_rng(seed).normal(size=(count, DIM)).astype(np.float32)
    unit: Vector = raw / np.linalg.norm(raw, axis=1, keepdims=True)
    return unit


def filled(rows: Vector, persons: list[UUID], templates: list[UUID]) -> Gallery:
    gallery = Gallery(ENGINE, DIM)
    for person, template, row in zip(persons, templates, rows, strict=True):
        gallery.add(person, template, row, engine=ENGINE)
    return gallery


def ids(count: int) -> list[UUID]:
    return [uuid4() for _ in range(count)]


def test_the_ten_best_persons_are_those_of_looking_through_everything() -> None:
    rows, people, templates = vectors(1000), ids(200), ids(1000)
    persons = [people[row % 200] for row in range(1000)]
    gallery = filled(rows, persons, templates)
    probe = vectors(1, seed=9)[0]
    best: dict[UUID, float] = {}
    for person, score in zip(persons, rows @ probe, strict=True):
        best[person] = max(best.get(person, -1.0), float(score))
    wanted = sorted(best, key=lambda person: -best[person])[:10]
    hits = gallery.search(probe, 10)
    assert [hit.person for hit in hits] == wanted
    assert [hit.score for hit in hits] == pytest.approx(
        [best[person] for person in wanted], abs=1e-5
    )


def test_many_pictures_of_one_person_do_not_crowd_out_the_others() -> None:
    one, others = uuid4(), ids(3)
    probe = vectors(1)[0]
    near = np.stack([probe + 0.001 * row for row in vectors(100, seed=2)])
    gallery = filled(
        np.vstack([near, vectors(3, seed=3)]).astype(np.float32), [one] * 100 + others, ids(103)
    )
    hits = gallery.search(probe, 4)
    assert hits[0].person == one
    assert {hit.person for hit in hits[1:]} == set(others)


def test_removing_leaves_the_rest_findable_and_nothing_of_the_removed() -> None:
    count = 300
    rows, persons, templates = vectors(count), ids(count), ids(count)
    gallery = filled(rows, persons, templates)
    for place in (0, 5, count - 1):
        gallery.remove(templates[place])
    gallery.remove(uuid4())
    assert len(gallery) == count - 3
    assert templates[5] not in gallery
    for place in (1, 6, count - 2):
        assert gallery.search(rows[place], 1)[0].template == templates[place]
    found = {hit.person for hit in gallery.search(rows[5], count)}
    assert found == set(persons) - {persons[0], persons[5], persons[-1]}


def test_a_template_put_in_again_takes_its_own_place() -> None:
    rows, template, person = vectors(2), uuid4(), uuid4()
    gallery = filled(rows[:1], [uuid4()], [template])
    gallery.add(person, template, rows[1], engine=ENGINE)
    hits = gallery.search(rows[1], 5)
    assert [(hit.person, round(hit.score, 4)) for hit in hits] == [(person, 1.0)]


def test_bytes_of_the_register_are_as_good_as_a_vector() -> None:
    rows, persons = vectors(2), ids(2)
    gallery = Gallery(ENGINE, DIM)
    for person, row in zip(persons, rows, strict=True):
        gallery.add(person, uuid4(), row.astype("<f4").tobytes(), engine=ENGINE)
    assert gallery.search(rows[1].tobytes(), 1)[0].person == persons[1]
    assert gallery.search(rows[1].astype(np.float64), 1)[0].person == persons[1]


def test_templates_of_another_engine_are_never_compared() -> None:
    gallery = Gallery(ENGINE, DIM)
    for deed in (
        lambda: gallery.add(uuid4(), uuid4(), vectors(1)[0], engine="e2"),
        lambda: gallery.search(vectors(1)[0], engine="e2"),
    ):
        with pytest.raises(Refused) as said:
            deed()
        assert said.value.key == "gallery.other_engine"


@pytest.mark.parametrize("bad", [np.zeros(DIM), np.ones(DIM + 1), np.full(DIM, np.nan), b"1234"])
def test_what_is_no_template_is_refused(bad: Vector | bytes) -> None:
    with pytest.raises(Refused) as said:
        Gallery(ENGINE, DIM).add(uuid4(), uuid4(), bad, engine=ENGINE)
    assert said.value.key == "gallery.not_a_template"


def test_an_empty_gallery_finds_nobody() -> None:
    assert Gallery(ENGINE, DIM).search(vectors(1)[0]) == []


def _poured(count: int) -> tuple[Gallery, list[UUID], Vector]:
    gallery, templates, rows = Gallery(ENGINE, DIM), ids(count), vectors(count)
    gallery.pour(templates, templates, rows)
    return gallery, templates, rows


def test_growing_and_shrinking_over_a_block_loses_nobody() -> None:
    gallery, templates, rows = _poured(ROOM)
    more = ids(3)
    for one, row in zip(more, vectors(3, seed=5), strict=True):
        gallery.add(one, one, row, engine=ENGINE)
    assert gallery.search(vectors(3, seed=5)[2], 1)[0].template == more[2]
    for one in [*more, *templates[:5]]:
        gallery.remove(one)
    assert len(gallery) == ROOM - 5
    assert gallery.search(rows[5], 1)[0].template == templates[5]
    assert gallery.search(rows[-1], 1)[0].template == templates[-1]


def test_a_large_gallery_is_searched_as_exactly_as_a_small_one() -> None:
    """By spans, where looking at every score would take longer than reading them."""
    gallery, templates, rows = _poured(2 * ROOM + 77)
    for probe in vectors(5, seed=9):
        best = np.argsort(-(rows @ probe), kind="stable")[:10]
        assert [hit.template for hit in gallery.search(probe, 10)] == [templates[i] for i in best]


def test_bytes_are_poured_in_as_vectors_are() -> None:
    gallery, templates, rows = _poured(5)
    again = Gallery(ENGINE, DIM)
    again.pour(templates, templates, [row.tobytes() for row in rows])
    assert again.search(rows[3]) == gallery.search(rows[3])


@pytest.mark.parametrize(
    "bad",
    [
        np.zeros((2, DIM)),
        np.full((2, DIM), np.nan),
        np.ones((2, 3)),
        [b"short", bytes(4 * DIM)],
        [bytes(4 * DIM)] * 2,
    ],
)
def test_what_is_no_template_is_not_poured_in(bad: "Vector | list[bytes]") -> None:
    gallery, _, _ = _poured(3)
    with pytest.raises(Refused, match=r"gallery\.not_a_template"):
        gallery.pour(ids(2), ids(2), bad)
    assert len(gallery) == 3
