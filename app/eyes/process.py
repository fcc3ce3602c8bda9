"""Where the process of camera and faces begins: its pipes, and what happens to our own bugs."""

import os
import sys
import threading
from typing import IO

from app.broke import report
from app.eyes import messages as m
from app.eyes.child import BROKEN, Child
from app.eyes.pipe import Pipe


def main() -> int:
    """Serve the window that started this process until it is gone."""
    hears, says = _pipes()
    child = Child(Pipe(hears, says, m.Order))

    def broken(error: BaseException) -> None:
        child.say(m.Broken(report=report(error)))
        os._exit(BROKEN)

    threading.excepthook = lambda said: broken(said.exc_value or RuntimeError())
    sys.excepthook = lambda _kind, error, _at: broken(error)
    child.serve()
    return 0


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """What libraries print must not get between the messages: only we keep the real output."""
    hears, says = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):
        os.dup2(nothing, number)
    return os.fdopen(hears, "rb"), os.fdopen(says, "wb")
