"""The card reader of a desk that has none."""

from app.domain.card import Card
from app.domain.errors import Unavailable


class NoReader:
    """Always Unavailable "reader.none"."""

    name = "none"

    def open(self) -> None:
        raise Unavailable("reader.none")

    def find(self) -> bool:
        return False

    def read(self) -> Card:
        raise Unavailable("reader.none")

    def stop(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing to close."""
