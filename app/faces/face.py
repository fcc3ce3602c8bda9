"""A face found in a picture, and what its landmarks say about the way it is held."""

from dataclasses import dataclass
from math import atan2, degrees

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Face:
    """Pixels of the picture it was found in.

    `box` is left, top, width, height; `landmarks` 5×2: the eye on the picture's left, the other
    eye, nose tip, mouth corner on the picture's left, the other one.
    """

    box: tuple[float, float, float, float]
    landmarks: Points
    score: float

    @property
    def size(self) -> float:
        """Side of a square as large as the box."""
        return float((self.box[2] * self.box[3]) ** 0.5)

    @property
    def centre(self) -> tuple[float, float]:
        left, top, width, height = self.box
        return left + width / 2, top + height / 2

    @property
    def eye_distance(self) -> float:
        return float(np.hypot(*(self.landmarks[1] - self.landmarks[0])))

    @property
    def roll(self) -> float:
        """Degrees by which the head leans; positive when the picture's right eye is lower."""
        across, down = self.landmarks[1] - self.landmarks[0]
        return degrees(atan2(down, across))

    @property
    def yaw(self) -> float:
        """How far the nose lies from the middle of the eyes, in eye distances along their line."""
        return self._nose()[0]

    @property
    def pitch(self) -> float:
        """Where the nose lies between eyes (0) and mouth (1); about .5 to .65 looking straight."""
        mouth = self._upright(self.landmarks[3:5].mean(axis=0))[1]
        return self._nose()[1] / mouth if mouth > 0 else 0.0

    def _nose(self) -> tuple[float, float]:
        return self._upright(self.landmarks[2])

    def _upright(self, point: Points) -> tuple[float, float]:
        eyes = self.landmarks[1] - self.landmarks[0]
        length = float(np.hypot(*eyes)) or 1.0
        along = eyes / length
        way = point - self.landmarks[:2].mean(axis=0)
        return float(way @ along) / length, float(along[0] * way[1] - along[1] * way[0]) / length
