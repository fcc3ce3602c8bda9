"""An open register for the tests of the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import makers


@pytest.fixture
def desk(data: Path) -> Iterator[makers.Desk]:
    """Open, and closed again."""
    made = makers.desk(data)
    yield made
    made.register.close()
