"""What was learnt about clues, as it is shipped."""

import tomllib
from functools import cache
from pathlib import Path

from app.domain.errors import Unavailable
from app.domain.weigh import Weights

FILE = Path(__file__).parent.parent / "assets" / "matching" / "weights.toml"


@cache
def weights(file: Path = FILE) -> Weights:
    """Raises Unavailable "match.no_weights" where the file is missing or damaged."""
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
        times = {name: float(value) for name, value in said["times"].items()}
        return Weights(times=times, known=float(said["known"]), sought=float(said["sought"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unavailable("match.no_weights") from error
