"""Both engines behind one Protocol, and models that nobody may change."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from app.domain.errors import Refused, Unavailable
from app.faces.engine import DLIB, Engine, choose
from app.faces.models import MODELS
from app.faces.sface import DETECTOR, RECOGNISER
from app.vision import Image

Sample = Callable[[str, int], Image]
PEOPLE = ("m01", "m02", "m04", "m06", "m07", "m08", "m11")


def test_one_face_is_found_with_its_landmarks_inside(engine: Engine, sample: Sample) -> None:
    image = sample("m01", 1)
    face = engine.detect(image)[0]
    left, top, width, height = face.box
    assert (face.landmarks >= (left, top)).all()
    assert (face.landmarks <= (left + width, top + height)).all()
    assert face.landmarks[0][0] < face.landmarks[1][0], "the eye on the left comes first"
    assert face.landmarks[:2, 1].max() < face.landmarks[2, 1] < face.landmarks[3:, 1].min()


def test_a_template_is_float32_of_unit_length_and_always_the_same(
    engine: Engine, sample: Sample
) -> None:
    image = sample("m02", 1)
    face = engine.detect(image)[0]
    first, again = engine.template(image, face), engine.template(image, face)
    assert first.dtype == np.float32
    assert first.shape == (engine.dim,)
    assert np.linalg.norm(first) == pytest.approx(1, abs=1e-5)
    assert np.array_equal(first, again)


def test_the_same_person_is_more_alike_than_any_other(engine: Engine, sample: Sample) -> None:
    vectors = {}
    for person in PEOPLE:
        for number in (1, 2):
            image = sample(person, number)
            vectors[person, number] = engine.template(image, engine.detect(image)[0])
    for person in PEOPLE:
        same = vectors[person, 1] @ vectors[person, 2]
        others = [vectors[person, 1] @ vectors[who, 2] for who in PEOPLE if who != person]
        assert same > max(others)


def test_nothing_is_found_in_a_black_picture(engine: Engine) -> None:
    assert engine.detect(np.zeros((480, 640, 3), np.uint8)) == []


def test_an_unknown_engine_is_refused_by_name() -> None:
    with pytest.raises(Refused) as said:
        choose("mind reading")
    assert (said.value.key, said.value.facts["name"]) == ("engine.unknown", "mind reading")


def test_the_two_engines_have_names_and_models_of_their_own() -> None:
    one, other = choose(), choose(DLIB)
    assert one.id != other.id
    assert one.model_sha256 != other.model_sha256
    assert one.metric == other.metric == "cosine"


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "模型"
    folder.mkdir()
    for name in ("manifest.toml", DETECTOR, RECOGNISER):
        shutil.copy(MODELS / name, folder / name)
    return folder


@pytest.mark.parametrize("name", [DETECTOR, RECOGNISER, "manifest.toml"])
def test_a_missing_model_file_is_named(models: Path, name: str) -> None:
    (models / name).unlink()
    with pytest.raises(Unavailable) as said:
        choose(models=models)
    assert (said.value.key, said.value.facts) == ("model.missing", {"file": name})


@pytest.mark.parametrize("name", [DETECTOR, RECOGNISER])
def test_a_model_with_one_byte_changed_is_not_used(models: Path, name: str) -> None:
    data = bytearray((models / name).read_bytes())
    data[len(data) // 2] ^= 1
    (models / name).write_bytes(data)
    with pytest.raises(Unavailable) as said:
        choose(models=models)
    assert (said.value.key, said.value.facts) == ("model.altered", {"file": name})


def test_a_broken_manifest_counts_as_altered(models: Path) -> None:
    (models / "manifest.toml").write_text("[[model]]\nfile = 3\n", encoding="utf-8")
    with pytest.raises(Unavailable) as said:
        choose(models=models)
    assert said.value.key == "model.altered"


def test_models_load_from_a_folder_with_a_chinese_name(models: Path) -> None:
    assert choose(models=models).dim == 128
