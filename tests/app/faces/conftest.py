"""Computer-generated sample faces, and both engines, loaded once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.faces.engine import ENGINES, Engine, choose
from app.faces.picture import load_picture
from app.vision import Image

SAMPLES = Path(__file__).parents[3] / "assets" / "samples"

Sample = Callable[[str, int], Image]


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    return choose(request.param)


@pytest.fixture(scope="session")
def sface() -> Engine:
    return choose()


@pytest.fixture(scope="session")
def sample() -> Sample:
    def picture(person: str, number: int = 1) -> Image:
        return load_picture((SAMPLES / person / f"{number}.jpg").read_bytes())

    return picture
