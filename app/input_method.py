"""Which input method Qt can really reach on this machine."""

import importlib.util
from pathlib import Path


def reachable(wanted: str, contexts: Path) -> str:
    """What QT_IM_MODULE should be, given what was wanted and the plugins in a folder.

    PySide6's wheels carry no fcitx plugin; fcitx 5 answers to ibus as well.
    """
    if wanted.startswith("fcitx") and not list(contexts.glob("*fcitx*")):
        return "ibus"
    return wanted


def contexts() -> Path:
    """The folder of Qt's input-method plugins, found without loading Qt."""
    qt = importlib.util.find_spec("PySide6")
    home = Path(qt.origin).parent if qt and qt.origin else Path()
    linux, windows = home / "Qt" / "plugins", home / "plugins"
    return (linux if linux.is_dir() else windows) / "platforminputcontexts"
