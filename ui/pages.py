"""The pages of the window: one line each."""

from collections.abc import Sequence

from ui.page import Page


def pages() -> Sequence[Page]:
    """In the order of the navigation."""
    return []
