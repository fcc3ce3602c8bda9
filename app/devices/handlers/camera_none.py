"""The camera of a desk that has none."""

from app.arrays import Image
from app.domain.errors import Unavailable


class NoCamera:
    """Always Unavailable "camera.none"."""

    name = "none"

    def open(self) -> None:
        raise Unavailable("camera.none")

    def read(self) -> Image | None:
        return None

    def close(self) -> None:
        """Nothing to close."""
