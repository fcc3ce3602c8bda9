"""What is told of our own bugs: where it broke, and never the message, which may quote people's
data (a value that is no date, a row the database could not hold)."""

import sys
import traceback
from pathlib import Path
from types import TracebackType


def report(error: BaseException) -> str:
    """The kind of error and the places in the program, the innermost last."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([type(error).__name__, *places])


def quietly() -> None:
    """From now on what breaks in this process is reported so on the terminal, which may be a log of
    the machine."""

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        sys.stderr.write(report(error.with_traceback(trace)) + "\n")

    sys.excepthook = told
