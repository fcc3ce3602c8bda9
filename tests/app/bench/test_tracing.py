"""The tracing bench, small: what a family tells and a station wrote are of one person, and counted
as they are."""

import pytest

from app.bench import peers, tracing
from app.bench.jaro import jaro_winkler
from app.bench.lives import TODAY
from app.bench.seeking import Seeking
from app.domain.traits import Traits
from app.names import names
from app.people_list import Listed, People
from app.places import places


def test_the_tracing_bench_finds_most_in_a_small_town() -> None:
    answer = tracing.run(410, 10, 5)
    assert (answer["records"], answer["inquiries"], answer["of_them_on_file"]) == (410, 10, 8)
    found, best = answer["recall_at_10"], answer["best_peer_recall_at_10"]
    assert isinstance(found, float)
    assert isinstance(best, float)
    assert found > 0.7
    assert 0 < best <= 1
    rows = answer["calibration"]
    assert isinstance(rows, list)
    assert sum(row["inquiries"] for row in rows) == 10
    for key in ("query_p95_ms", "memory_mb", "index_s", "no_match_right", "no_match_wrong"):
        assert isinstance(answer[key], float | int), key


def test_a_family_and_a_station_speak_of_one_person() -> None:
    seeking = Seeking(names(), places(), 5)
    on_file = seeking.part(1, 60)
    told = [seeking.by_family(one) for one, _ in on_file]
    assert all(one.names and one.relatives is not None for one in told)
    both = [(noted, kin) for (_, noted), kin in zip(on_file, told, strict=True)]
    places_lost = [(a.missing_place, b.missing_place) for a, b in both]
    assert any(here and here == there for here, there in places_lost)
    assert all(here == there for here, there in places_lost if here and there)
    assert {len(one.birth) for one in told} == {0, 4, 10}
    cards = [set(noted.documents) & set(kin.documents) for noted, kin in both]
    assert any(cards)
    assert not all(cards)


def test_calibration_is_counted_as_it_is() -> None:
    rows = tracing._calibration([(0.9, True), (0.9, False), (1.0, True), (0.05, False)])
    assert rows == [
        {"from": 0.0, "to": 0.1, "inquiries": 1, "said": 0.05, "right": 0.0},
        {"from": 0.85, "to": 0.95, "inquiries": 2, "said": 0.9, "right": 0.5},
        {"from": 0.99, "to": 1.0, "inquiries": 1, "said": 1.0, "right": 1.0},
    ]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("martha", "marhta", 0.9611), ("dixon", "dicksonx", 0.8133), ("abc", "xyz", 0), ("", "", 0)],
)
def test_jaro_and_winkler_as_they_published_it(one: str, other: str, alike: float) -> None:
    assert jaro_winkler(one, other) == pytest.approx(alike, abs=1e-4)


def test_each_peer_ranks_by_its_own_rule() -> None:
    here = Traits(names=("王建国",), sex="1", birth="1970-05-01", relatives=("父亲王德贵",))
    there = Traits(
        names=("汪建国",), sex="1", birth="1970-05-01", documents=("412701197005010017",)
    )
    assert peers.exact(here, there) == 0
    assert peers.exact(here, Traits(names=("王建国",), birth="1970-05-01")) == 2
    assert peers.likeness(here, there) > peers.likeness(here, Traits(names=("李秀英",), sex="1"))
    rare = Listed(id="1", traits=Traits(names=("欧阳修竹",), sex="1"))
    crowd = People([rare, *(Listed(id=str(n), traits=here) for n in range(2, 9))], TODAY)
    score = peers.Boosts(crowd).score
    assert score(rare.traits, Traits(names=("欧阳",))) > score(here, Traits(names=("王建",)))
