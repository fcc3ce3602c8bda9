"""The bundled fonts, so that the window looks the same on every machine."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase

from app.domain.errors import Unavailable

FONTS = Path(__file__).parent.parent / "assets" / "fonts"
# The last one has characters of names that Noto Sans SC lacks; Qt falls back in this order.
WANTED = ("NotoSansSC_400Regular.ttf", "NotoSansSC_700Bold.ttf", "GuituRareKai.ttf")


def load(folder: Path = FONTS) -> tuple[str, ...]:
    """Families in order of fallback; `Unavailable` names the file that cannot be used."""
    families: list[str] = []
    for name in WANTED:
        number = QFontDatabase.addApplicationFont(str(folder / name))
        found = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        if not found:
            raise Unavailable("font.missing", file=name)
        families += [family for family in found if family not in families]
    return tuple(families)
