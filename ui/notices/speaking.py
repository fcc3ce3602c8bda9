"""The process that reads aloud: a voice that hangs or breaks takes nothing else with it.

Qt's speech is a system library beneath: on some machines it is not there, on others its service
takes seconds to answer. Both are the world's, and are told by how this process ends.
"""

import os
import signal
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QTimer

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech

NO_ENGINE, NO_LANGUAGE = 3, 4
_LANGUAGES = {"zh": QLocale.Language.Chinese, "en": QLocale.Language.English}
_FOR_TESTS = "mock"
_LOOKS = 100
"""Milliseconds after which is looked whether it shall go on."""


def main(arguments: list[str]) -> int:
    """Read what comes in (UTF-8, a sentence a line) in a language; perhaps by one engine only.

    0 once it is read or was stopped; NO_ENGINE, NO_LANGUAGE.
    """
    lang, *engines = arguments
    sentences = [one for one in sys.stdin.buffer.read().decode().splitlines() if one.strip()]
    app = QCoreApplication([])
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech  # needs libraries of the sound system
    except ImportError:
        return NO_ENGINE
    usual = [one for one in QTextToSpeech.availableEngines() if one != _FOR_TESTS]
    ready = [voice for name in engines or usual if (voice := QTextToSpeech(name)) and _well(voice)]
    able = [one for one in ready if _speaks(one, lang)]
    if not able:
        return NO_LANGUAGE if ready else NO_ENGINE
    voice = able[0]

    def go_on(state: QTextToSpeech.State) -> None:
        if state is QTextToSpeech.State.Error:
            app.exit(NO_ENGINE)
        elif state is QTextToSpeech.State.Ready and sentences:
            voice.say(sentences.pop(0))
        elif state is QTextToSpeech.State.Ready:
            app.exit(0)

    voice.stateChanged.connect(go_on)
    _ends_with_its_window(app)
    QTimer.singleShot(0, lambda: go_on(voice.state()))
    code = app.exec()
    voice.stateChanged.disconnect(go_on)
    voice.stop()
    return code


def _well(voice: "QTextToSpeech") -> bool:
    return voice.state() is not type(voice).State.Error


def _speaks(voice: "QTextToSpeech", lang: str) -> bool:
    """Whether it has this language; China's own way of speaking before the others."""
    found = [one for one in voice.availableLocales() if one.language() == _LANGUAGES[lang]]
    found.sort(key=lambda one: one.territory() != QLocale.Country.China)
    if found:
        voice.setLocale(found[0])
    return bool(found)


def _ends_with_its_window(app: QCoreApplication) -> None:
    """Nothing is read out to an empty room: a stop, or a window that is gone, ends it."""
    window = os.getppid()
    signal.signal(signal.SIGTERM, lambda _number, _frame: app.exit(0))
    looks = QTimer(app)  # Python hears a signal only when it has its turn
    looks.timeout.connect(lambda: None if os.getppid() == window else app.exit(0))
    looks.start(_LOOKS)
