"""Ten hard lives that must be recognised, and five who never came: at the desk, on one register.

Everybody is invented. Two hundred others are on file beside them, as like or unlike as people are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pytest

from app.arrays import Vector
from app.bench.lives import TODAY, Lives
from app.desk import identify
from app.desk.admission import Asked, Item, Said, Taken, admit
from app.desk.identify import Candidate, Clues
from app.desk.recogniser import Recogniser, recogniser_of
from app.desk.things import with_things
from app.domain.face import Band
from app.domain.ids import PersonId, PhotoId, new_id
from app.domain.person import ClaimKind
from app.domain.traits import Traits
from app.domain.visit import About, Answer
from app.faces.bands import load_calibration
from app.faces.engine import SFACE
from app.names import names
from app.places import places
from app.store.people import card
from app.store.traits import traits_said
from app.words.clues import clue_in_words
from tests import makers
from tests.makers import NOON

CROWD, SEED, DIM = 200, 77, 128
Told = Mapping[ClaimKind, str]
K = ClaimKind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stored:
    id: str = SFACE
    model_sha256: str = load_calibration(SFACE).model_sha256
    dim: int = DIM
    metric: str = "cosine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A desk, those who are known by name, and its gallery."""

    desk: makers.Desk
    known: Mapping[str, PersonId]
    recogniser: Recogniser
    faces: Mapping[str, Vector]


def _direction(dice: np.random.Generator) -> Vector:
    one: Vector = dice.standard_normal(DIM).astype(np.float32)
    return one / np.linalg.norm(one)


def _as_like(face: Vector, cosine: float, seed: int) -> Vector:
    """A picture whose cosine with another is this."""
    aside = _direction(np.random.default_rng(seed))
    aside -= float(aside @ face) * face
    aside /= np.linalg.norm(aside)
    like: Vector = (cosine * face + np.sqrt(1 - cosine**2) * aside).astype(np.float32)
    return like


EARLIER: dict[str, Told] = {
    "surname": {K.NAME: "胡秀英", K.SEX: "2", K.AGE: "60-70", K.HOME: "湖南省邵阳市隆回县",
                K.MARKS: "左手背刀疤"},
    "county": {K.NAME: "李长顺", K.SEX: "1", K.BIRTH: "1958-04-11", K.HOME: "云南省思茅地区思茅县"},
    "digits": {K.NAME: "王建国", K.SEX: "1", K.DOCUMENT: "412701197005010017"},
    "aged": {K.NAME: "陈阿福", K.SEX: "1", K.AGE: "50-60", K.HOME: "福建省南安市"},
    "nickname": {K.NAME: "罗狗娃", K.ALIAS: "狗娃", K.SEX: "1", K.BIRTH: "1975",
                 K.HOME: "四川省达州市宣汉县", K.KIN: "母亲张桂芝"},
    "swapped": {K.NAME: "买买提·吐尔逊", K.SEX: "1", K.BIRTH: "1990-02-03",
                K.HOME: "新疆喀什地区疏附县"},
    "shape": {K.NAME: "余水淼", K.SEX: "1", K.BIRTH: "1983-10-09", K.HOME: "江西省上饶市鄱阳县",
              K.PHONE: "13870001234"},
    "nameless": {K.SEX: "2", K.AGE: "30-40", K.MARKS: "右脸黑痣、唇裂",
                 K.HOME: "贵州省毕节市织金县"},
    "lunar": {K.NAME: "赵玉梅", K.SEX: "2", K.BIRTH: "1949-08-15", K.HOME: "河北省邯郸市大名县",
              K.KIN: "丈夫孙福田"},
    "married": {K.NAME: "周李桂英", K.SEX: "2", K.BIRTH: "1952-11-30",
                K.HOME: "安徽省阜阳市临泉县"},
}  # fmt: skip
"""What was written down of them the first time."""


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    """One register for all: the crowd, then those whose lives are told."""
    made = makers.desk(tmp_path_factory.mktemp("stories") / "data")
    dice, recogniser = np.random.default_rng(SEED), recogniser_of(_Stored())
    lives = Lives(names(), places(), SEED)
    for one in lives.people(CROWD):
        _come(made, recogniser, _said_of(lives.note(one)), _direction(dice))
    faces = {name: _direction(dice) for name in EARLIER}
    known = {
        name: _come(made, recogniser, told, faces[name] if name == "aged" else None)
        for name, told in EARLIER.items()
    }
    yield Station(desk=made, known=known, recogniser=recogniser, faces=faces)
    made.register.close()


def _said_of(one: Traits) -> Told:
    told = {K.SEX: one.sex, K.BIRTH: one.birth, K.ACCENT: one.accent}
    for kind, values in (
        (K.NAME, one.names), (K.HOME, one.homes), (K.PHONE, one.phones),
        (K.DOCUMENT, one.documents), (K.MARKS, one.marks), (K.KIN, one.relatives),
    ):  # fmt: skip
        told[kind] = "、".join(values[:1])
    return {kind: value for kind, value in told.items() if value and value != "0"}


def _come(desk: makers.Desk, recogniser: Recogniser, told: Told, face: Vector | None) -> PersonId:
    said = tuple(Said(kind=kind, value=value) for kind, value in told.items())
    photos = () if face is None else (_taken(face),)
    arrival = replace(
        makers.arrival(),
        said=said,
        asked=(Asked(about=About.FACE, answer=Answer.GRANTED),),
        photos=photos,
    )
    done = admit(desk.register, arrival, desk.station, by=desk.intake, at=NOON)
    for template in done.templates:
        recogniser.keep(template)
    return done.visit.person


def _taken(face: Vector) -> Taken:
    model = _Stored()
    return Taken(
        id=PhotoId(new_id()), jpeg=b"\xff\xd8" + face.tobytes()[:8], width=1, height=1, quality=0.9,
        reasons=(), taken_at=NOON, vector=face.astype("<f4").tobytes(), dim=DIM, engine=model.id,
        model_sha256=model.model_sha256, metric=model.metric,
    )  # fmt: skip


def _asked(station: Station, told: Told, face: Vector | None = None) -> tuple[Candidate, ...]:
    more = traits_said((kind, value) for kind, value in told.items())
    return identify.candidates(
        station.desk.register,
        station.recogniser if face is not None else None,
        Clues(vector=face, more=more, number=told.get(K.DOCUMENT, "")),
        today=TODAY,
    )


def _why(one: Candidate) -> str:
    return "；".join(clue_in_words(clue, "zh") for clue in one.clues)


Story = tuple[str, Told, str]
STORIES: dict[str, Story] = {
    "a surname that is another one in her dialect, and the scar as another officer saw it": (
        "surname",
        {K.NAME: "符秀英", K.SEX: "2", K.AGE: "65", K.HOME: "隆回", K.MARKS: "手背有刀疤（左）",
         K.ACCENT: "湖南"},
        "h、f 不分",
    ),
    "a county that is called otherwise for twenty years": (
        "county",
        {K.NAME: "李长顺", K.SEX: "1", K.BIRTH: "1958", K.HOME: "云南省普洱市思茅区"},
        "户籍地同县",
    ),
    "two digits of the number changed places, and no name said": (
        "digits", {K.SEX: "1", K.DOCUMENT: "412701197005010071"}, "两位对调",
    ),
    "a nickname is all he says, and what his mother is called": (
        "nickname",
        {K.NAME: "狗娃", K.SEX: "1", K.BIRTH: "1975", K.HOME: "宣汉", K.KIN: "母亲张桂枝"},
        "亲属相符",
    ),
    "a Uyghur name in the other order, spelt by ear": (
        "swapped",
        {K.NAME: "吐逊·麦麦提", K.SEX: "1", K.BIRTH: "1990-02", K.HOME: "喀什疏附县"},
        "姓名",
    ),
    "a rare character copied as one like it, a phone with one digit wrong": (
        "shape",
        {K.NAME: "余水森", K.SEX: "1", K.BIRTH: "1983-10-09", K.PHONE: "13870001284"},
        "电话差一位",
    ),
    "nobody knows her name: two marks and a county": (
        "nameless",
        {K.SEX: "2", K.AGE: "35", K.MARKS: "兔唇，右边脸上有痣", K.HOME: "织金县"},
        "体貌特征相符",
    ),
    "a birthday of the lunar calendar, and her husband": (
        "lunar",
        {K.NAME: "赵玉美", K.SEX: "2", K.BIRTH: "1949-10-06", K.HOME: "邯郸大名",
         K.KIN: "丈夫孙福田"},
        "农历",
    ),
    "her own surname now, her husband's before it then": (
        "married",
        {K.NAME: "李桂英", K.SEX: "2", K.BIRTH: "1952-11-30", K.HOME: "阜阳临泉"},
        "姓名",
    ),
}  # fmt: skip


@pytest.mark.parametrize("story", STORIES)
def test_the_right_person_is_first(station: Station, story: str) -> None:
    who, told, reason = STORIES[story]
    found = _asked(station, told)
    assert found, "nobody was found"
    assert found[0].person == station.known[who], [(c.card.name, _why(c)) for c in found[:3]]
    assert found[0].likely in {Band.LIKELY, Band.POSSIBLE}
    assert reason in _why(found[0])


def test_a_face_that_aged_and_a_name_heard_otherwise(station: Station) -> None:
    """Twelve years later the likeness alone is that of a good many strangers; with an age, a home
    and a name as Min speakers say it he is the first."""
    face = _as_like(station.faces["aged"], 0.40, 5)
    alone = _asked(station, {}, face)
    assert Band.LIKELY not in {one.band for one in alone}
    told = {K.NAME: "陈阿虎", K.SEX: "1", K.AGE: "65", K.HOME: "南安", K.ACCENT: "闽南话"}
    found = _asked(station, told, face)
    assert found[0].person == station.known["aged"]
    assert found[0].likely in {Band.LIKELY, Band.POSSIBLE}
    assert "照片" in _why(found[0])


NOBODY: dict[str, Told] = {
    "a common name and nothing else": {K.NAME: "张伟", K.SEX: "1"},
    "the same name as somebody on file, another generation and another end of the country": {
        K.NAME: "王建国", K.SEX: "1", K.BIRTH: "2001-07-19", K.HOME: "黑龙江省漠河市"},
    "a sister: the same kin, the same home, another name and birth": {
        K.NAME: "胡秀兰", K.SEX: "2", K.BIRTH: "1949-01-20", K.HOME: "湖南省邵阳市隆回县"},
    "a name of one syllable and a place that never existed": {K.NAME: "阿", K.HOME: "桃花源县"},
    "a scar as many have, an age as many are": {K.SEX: "1", K.AGE: "40-50", K.MARKS: "额头疤"},
}  # fmt: skip


@pytest.mark.parametrize("story", NOBODY)
def test_nobody_is_an_answer(station: Station, story: str) -> None:
    """Whoever is shown is called unlikely: nobody on file is this person."""
    found = _asked(station, NOBODY[story])
    assert {one.likely for one in found} <= {Band.UNLIKELY}, [
        (c.card.name, c.likely, _why(c)) for c in found[:3]
    ]


def test_only_a_nickname_and_a_city(station: Station) -> None:
    """老罗 of Dazhou, fifty: his surname, the city and the years are enough to look at him."""
    found = _asked(station, {K.NAME: "老罗", K.SEX: "1", K.AGE: "51", K.HOME: "达州"})
    assert station.known["nickname"] in {one.person for one in found}


def test_a_slip_with_a_number_of_last_time_in_his_pocket(station: Station) -> None:
    """He says nothing at all; a paper of the station that sent him home does."""
    register = station.desk.register
    case = card(register, station.known["digits"]).case_number
    items = (Item(item="纸条", features=f"写着 {case}"),)
    clues = Clues(more=with_things(Traits(), items))
    assert clues.kinds == ("document",)
    found = identify.candidates(register, None, clues, today=TODAY)
    assert found[0].person == station.known["digits"]
    assert found[0].likely in {Band.LIKELY, Band.POSSIBLE}
    assert "带着此人档案里的编号" in _why(found[0])


def test_only_marks_are_something_to_look_for(station: Station) -> None:
    """Somebody without a name, whose scars are those of somebody on file."""
    told = {K.SEX: "2", K.AGE: "35", K.MARKS: "唇裂、右脸痣"}
    more = traits_said((kind, value) for kind, value in told.items())
    assert Clues(more=more).kinds == ("marks",)
    assert _asked(station, told)[0].person == station.known["nameless"]
