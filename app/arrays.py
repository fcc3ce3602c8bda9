"""Pictures and vectors as numpy holds them; importing this loads no OpenCV."""

import os

# Two BLAS threads on busy cores made a search eight times slower. Read when numpy is loaded, so it
# helps only where nothing loaded numpy before. What the user has set stays.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]
"""A colour picture, height × width × 3, in OpenCV's order blue, green, red."""
Vector = npt.NDArray[np.float32]


def cosine(one: Vector, other: Vector) -> float:
    """How alike the directions of two vectors of one length are, from -1 to 1."""
    return float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))
