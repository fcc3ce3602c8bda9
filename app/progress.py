"""How far a long command has come, on stderr."""

import sys

from app.words.say import say

_EACH = 100


class Progress:
    """On the terminal one line that changes; in a log a line for every hundred. `key` is a sentence
    with {done} and {of}."""

    def __init__(self, key: str, lang: str) -> None:
        self._key, self._lang, self._live = key, lang, sys.stderr.isatty()

    def __call__(self, done: int, of: int) -> None:
        text = say(self._key, self._lang, done=done, of=of)
        if self._live:
            sys.stderr.write(f"\r{text}" + ("\n" if done == of else ""))
            sys.stderr.flush()
        elif done % _EACH == 0 or done == of:
            sys.stderr.write(f"{text}\n")
            sys.stderr.flush()
