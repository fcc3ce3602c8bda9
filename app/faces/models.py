"""The model files of the face engine: where they come from, and that nobody has changed them."""

import tomllib
from functools import cache
from hashlib import sha256
from pathlib import Path

from app.domain.errors import Unavailable

MODELS = Path(__file__).parents[2] / "assets" / "models"


def load_model(name: str, folder: Path = MODELS) -> tuple[bytes, str]:
    """Bytes and SHA-256 of a model of the manifest.

    Raises Unavailable "model.missing" or "model.altered" with the file's name.
    """
    file = _manifest(folder).get(name)
    if file is None:
        raise Unavailable("model.missing", file=name)
    try:
        data = (folder / name).read_bytes()
    except OSError as error:
        raise Unavailable("model.missing", file=name) from error
    if sha256(data).hexdigest() != file:
        raise Unavailable("model.altered", file=name)
    return data, file


@cache
def _manifest(folder: Path) -> dict[str, str]:
    """SHA-256 by file name."""
    try:
        said = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
        return {str(one["file"]): str(one["sha256"]) for one in said["model"]}
    except OSError as error:
        raise Unavailable("model.missing", file="manifest.toml") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise Unavailable("model.altered", file="manifest.toml") from error
