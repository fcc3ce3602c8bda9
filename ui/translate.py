"""The language of the labels: our own translation, and Qt's."""

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from app.settings import Lang

TRANSLATIONS = Path(__file__).parent.parent / "assets" / "translations"
LANGUAGES: dict[Lang, str] = {"zh": "中文", "en": "English"}
"""Each named in itself: who cannot read the present one must find the other."""


def translate(app: QApplication, lang: str) -> None:
    """Install a language; Chinese needs no translation of ours, English none of Qt's.

    Widgets made from now on speak it; those that stand keep their words until made anew.
    """
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.setParent(None)
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    folder, name = (qt, "qtbase_zh_CN") if lang == "zh" else (TRANSLATIONS, "guitu_en")
    translator = QTranslator(app)
    if translator.load(name, str(folder)):
        app.installTranslator(translator)


def other(lang: Lang) -> Lang:
    """The language to change to."""
    return "en" if lang == "zh" else "zh"
