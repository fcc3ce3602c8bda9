"""A place for the tries, and the shim where there is a compiler for it."""

from pathlib import Path

import pytest

from app.domain.errors import Unavailable
from app.soak import shim
from app.words.say import sentence


@pytest.fixture
def tries(tmp_path: Path) -> Path:
    """A folder for registers that will be broken; skipped, and why, where there is no compiler."""
    try:
        shim.compiler()
    except Unavailable as error:
        pytest.skip(sentence(error, "en"))
    return tmp_path
