"""A station's own calibration: out of its decisions, believed only where it was adopted."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.arrays import Vector
from app.desk import calibrating, links
from app.desk.calibrating import adopt, in_use, outlook, use_own_again, use_shipped
from app.desk.decided_faces import from_register
from app.desk.recogniser import recogniser_of
from app.domain.errors import Refused, Unavailable
from app.domain.evidence import Sameness
from app.domain.face import Basis, Photograph, Template
from app.domain.ids import PersonId, PhotoId, TemplateId, VisitId, new_id
from app.domain.person import ClaimKind, Person
from app.faces.bands import load_calibration
from app.faces.engine import SFACE, choose
from app.faces.survey import Survey, Wanted, survey
from app.store.ask import get
from tests import makers
from tests.app.faces.test_calibrate import invented
from tests.makers import NOON

PEOPLE = 250
SHIPPED = load_calibration(SFACE)
OWN = f"calibration/{SFACE}.toml"


def on_file(desk: makers.Desk, people: int = PEOPLE) -> list[PersonId]:
    """So many humans: each came twice, and each time a person was written down with a face."""
    made = invented(people, seed=3, dim=128)
    persons, records = [], []
    for at, vector in enumerate(made.vectors):
        one, photo, visit = makers.person(), PhotoId(new_id()), VisitId(new_id())
        persons.append(one.id)
        sex = makers.claim(one, desk.intake, "12"[at // 2 % 2], ClaimKind.SEX)
        born = makers.claim(one, desk.intake, ("1950", "1990")[at // 2 % 2], ClaimKind.BIRTH)
        kept = _template(one.id, photo, vector)
        records += [one, sex, born, _photo(desk, one.id, photo, visit), kept]
    desk.register.write(*records, by=desk.intake.id, at=NOON)
    return persons


def _photo(desk: makers.Desk, person: PersonId, id_: PhotoId, visit: VisitId) -> Photograph:
    return Photograph(
        id=id_, person=person, visit=visit, sha256="", width=9, height=9, quality=0.9,
        taken_at=NOON, officer=desk.intake.id,
    )  # fmt: skip


def _template(person: PersonId, photo: PhotoId, vector: Vector) -> Template:
    return Template(
        id=TemplateId(new_id()), person=person, photo=photo, engine=SFACE,
        model_sha256=SHIPPED.model_sha256, dim=128, metric="cosine", basis=Basis.CONSENT,
        vector=vector.astype("<f4").tobytes(), quality=0.9, made_at=NOON,
    )  # fmt: skip


def joined(desk: makers.Desk, persons: list[PersonId], humans: int) -> None:
    """The two records of the first humans were decided to be the same."""
    for at in range(0, 2 * humans, 2):
        links.judge(
            desk.register, persons[at], persons[at + 1], Sameness.SAME, "本人", by=desk.intake,
            at=NOON,
        )  # fmt: skip


def measured(people: int = PEOPLE, seed: int = 3) -> Survey:
    """Of invented people, without a register."""
    from app.faces.labelled import Photo

    made = invented(people, seed=seed, dim=128)
    photos = [
        Photo(person=who, name=str(at), sitting=str(at), vector=vector)
        for at, (who, vector) in enumerate(zip(made.people, made.vectors, strict=True))
    ]
    return survey(photos, calibrating.Known(id=SFACE, model_sha256=SHIPPED.model_sha256),
                  Wanted(made_from="invented"))  # fmt: skip


@pytest.fixture(scope="module")
def own() -> Survey:
    return measured()


def test_a_register_is_measured_by_what_was_decided(desk: makers.Desk) -> None:
    persons = on_file(desk)
    with pytest.raises(Refused) as said:
        from_register(desk.register, SFACE, by=desk.leader, at=NOON)
    assert (said.value.key, said.value.facts["people"]) == (
        "calibration.register_no_pairs", 2 * PEOPLE,
    )  # fmt: skip
    joined(desk, persons, 6)
    links.judge(
        desk.register,
        persons[20],
        persons[21],
        Sameness.NOT_SAME,
        "双胞胎",
        by=desk.intake,
        at=NOON,
    )
    one = get(desk.register, Person, persons[2])
    assert one is not None
    # Only one of two that are the same, as when the other came from another desk.
    desk.register.write(replace(one, sealed=True), by=desk.leader.id, at=NOON)
    gone = Photograph(
        id=PhotoId(new_id()), person=persons[0], visit=VisitId(new_id()), sha256="", width=9,
        height=9, quality=0.0, reasons=("quality.no_face",), taken_at=NOON, officer=desk.intake.id,
    )  # fmt: skip
    desk.register.write(gone, by=desk.intake.id, at=NOON)
    found = from_register(desk.register, SFACE, by=desk.leader, at=NOON)
    people = {photo.person for photo in found.photos}
    assert len(people) == 2 * PEOPLE - 6 - 1, (
        "one of the joined humans is sealed, with both records"
    )
    assert not {str(persons[2]), str(persons[3])} & people
    assert sum(photo.vector is None for photo in found.photos) == 1
    human = str(min(persons[0], persons[1]))
    assert found.labels[human] == {"sex": "1", "age_group": "60+"}
    told = survey(found.photos, calibrating.Known(id=SFACE, model_sha256=SHIPPED.model_sha256),
                  Wanted(made_from="x", groups=found.labels))  # fmt: skip
    assert told.mated_pairs == 5 + 2, "the refused photograph is a miss beside the two others"
    assert {group.column for group in told.groups} == {"sex", "age_group"}


def test_too_few_on_file_says_how_many_are_missing(desk: makers.Desk) -> None:
    on_file(desk, 4)
    with pytest.raises(Refused) as said:
        from_register(desk.register, SFACE, by=desk.leader, at=NOON)
    assert said.value.facts == {"people": 8, "photos": 8, "missing": 237}
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        from_register(desk.register, SFACE, by=desk.intake, at=NOON)


def test_one_s_own_is_used_once_adopted_and_the_shipped_one_again(
    desk: makers.Desk, data: Path, own: Survey
) -> None:
    assert not in_use(desk.register, data, SFACE).own
    for by in (desk.leader, desk.administrator):
        now = adopt(desk.register, data, own, by=by, at=NOON)
        assert (now.own, now.table, now.survey) == (True, own.calibration, own.nameless())
        back = use_shipped(desk.register, data, SFACE, by=by, at=NOON)
        assert (back.own, back.table, back.aside) == (False, SHIPPED, True)
    again = use_own_again(desk.register, data, SFACE, by=desk.leader, at=NOON)
    assert (again.own, again.table) == (True, own.calibration)
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        adopt(desk.register, data, own, by=desk.intake, at=NOON)
    for deed in (use_shipped, use_own_again):
        with pytest.raises(Refused, match=r"staff\.not_allowed"):
            deed(desk.register, data, SFACE, by=desk.auditor, at=NOON)
    with pytest.raises(Unavailable, match=r"calibration\.none_aside"):
        use_own_again(desk.register, data / "elsewhere", SFACE, by=desk.leader, at=NOON)


def test_what_nobody_adopted_is_not_believed(desk: makers.Desk, data: Path, own: Survey) -> None:
    adopt(desk.register, data, own, by=desk.leader, at=NOON)
    file = data / OWN
    file.write_text(
        file.read_text(encoding="utf-8").replace("margin = 1.0", "margin = 1.5"), "utf-8"
    )
    now = in_use(desk.register, data, SFACE)
    assert (now.own, now.table) == (False, SHIPPED)
    assert now.trouble is not None
    assert now.trouble.key == "calibration.own_damaged", "the measurement beside it says otherwise"


def test_a_whole_pair_of_files_from_elsewhere_is_not_believed(
    desk: makers.Desk, data: Path, own: Survey
) -> None:
    adopt(desk.register, data, own, by=desk.leader, at=NOON)
    kept = [(data / OWN).with_suffix(end) for end in (".toml", ".json")]
    others = [file.read_bytes() for file in kept]
    adopt(desk.register, data, measured(seed=9), by=desk.leader, at=NOON)
    for file, before in zip(kept, others, strict=True):
        file.write_bytes(before)
    assert not in_use(desk.register, data, SFACE).own, "another took its place"
    use_shipped(desk.register, data, SFACE, by=desk.leader, at=NOON)
    kept[0].write_bytes(others[0])
    assert not in_use(desk.register, data, SFACE).own, "the shipped one took its place"
    for file in kept:
        file.write_bytes(file.read_bytes().replace(b"invented", b"INVENTED"))
    now = in_use(desk.register, data, SFACE)
    assert now.trouble is not None
    assert (now.own, now.trouble.key) == (False, "calibration.not_adopted")


def test_a_table_that_says_it_much_sooner_is_told(own: Survey) -> None:
    found = calibrating.looser(own.calibration, 0)
    assert found is not None
    assert found[1] - found[0] > 0.05
    assert calibrating.looser(SHIPPED, 1000) is None


@pytest.mark.parametrize(
    "damage",
    [b"", b"\xff\xfe", b"[[[[[", b"engine = 1", b"x" * 200_000, b"engine = " + b"[" * 5000],
)
@pytest.mark.parametrize("ending", [".toml", ".json"])
def test_damaged_files_leave_the_shipped_one(
    desk: makers.Desk, data: Path, own: Survey, damage: bytes, ending: str
) -> None:
    adopt(desk.register, data, own, by=desk.leader, at=NOON)
    (data / OWN).with_suffix(ending).write_bytes(damage)
    now = in_use(desk.register, data, SFACE)
    assert now.trouble is not None
    assert (now.table, now.trouble.key) == (SHIPPED, "calibration.own_damaged")


def test_another_model_s_is_neither_adopted_nor_used(
    desk: makers.Desk, data: Path, own: Survey
) -> None:
    other = replace(own, calibration=replace(own.calibration, model_sha256="0" * 64))
    with pytest.raises(Refused, match=r"calibration\.other_model"):
        adopt(desk.register, data, other, by=desk.leader, at=NOON)
    assert not (data / OWN).exists()


def test_the_words_follow_the_table(desk: makers.Desk, data: Path, own: Survey) -> None:
    recogniser = recogniser_of(choose(SFACE))
    on_file(desk, 10)
    recogniser.fill(desk.register, NOON)
    score = SHIPPED.threshold(0.001, 20).score - 0.01
    assert recogniser.band(score) == "possible"
    recogniser.judge_by(adopt(desk.register, data, own, by=desk.leader, at=NOON).table)
    assert recogniser.band(score) == "likely"


def test_the_page_hears_when_the_gallery_outgrows_it(
    desk: makers.Desk, data: Path, own: Survey
) -> None:
    on_file(desk, 10)
    adopt(desk.register, data, own, by=desk.leader, at=NOON)
    now = outlook(desk.register, data, SFACE, NOON)
    assert (now.gallery, now.outgrown) == (20, False)
    on_file(desk, 60)
    now = outlook(desk.register, data, SFACE, NOON)
    assert (now.gallery, now.outgrown) == (140, own.calibration.threshold(0.01, 140).extrapolated)
