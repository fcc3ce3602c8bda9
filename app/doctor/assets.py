"""Fonts, face models and translations: there, and as they were made."""

import tomllib
from hashlib import sha256
from pathlib import Path

from app.doctor.finding import Finding, bad, good, hint

ASSETS = Path(__file__).parents[2] / "assets"


def fonts(folder: Path = ASSETS / "fonts") -> Finding:
    """Every font of window and paper."""
    return _examined("fonts", folder, "font")


def models(folder: Path = ASSETS / "models") -> Finding:
    """Every model of the face engine."""
    return _examined("models", folder, "model")


def translation(folder: Path = ASSETS / "translations") -> Finding:
    """The English of the window."""
    there = (folder / "guitu_en.qm").is_file()
    return good("translation") if there else hint("translation", "missing")


def _examined(about: str, folder: Path, kind: str) -> Finding:
    try:
        said = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
        wanted = {str(one["file"]): str(one["sha256"]) for one in said[kind]}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError):
        wanted = {"manifest.toml": ""}
    wrong = [name for name, whole in wanted.items() if _sum(folder / name) != whole]
    if wrong:
        return bad(about, "wrong", files=", ".join(wrong))
    return good(about, count=len(wanted))


def _sum(file: Path) -> str:
    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError:
        return "missing"
