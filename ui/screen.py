"""Whether there is a screen to show a window on; asked before Qt, which would end the program."""

import os
import sys


def is_there() -> bool:
    """A real screen; "offscreen" is none."""
    wanted = os.environ.get("QT_QPA_PLATFORM", "")
    there = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return wanted != "offscreen" and bool(there or sys.platform in {"win32", "darwin"})


def can_open() -> bool:
    """A screen, or a platform that somebody chose on purpose."""
    return bool(os.environ.get("QT_QPA_PLATFORM")) or is_there()
