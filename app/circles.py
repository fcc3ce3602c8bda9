"""How often Python looks for objects that hold each other in a circle.

Records by the thousand are made and dropped again, none of them in a circle, and looking for one
each time takes a fifth of the time.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (50_000, 20, 100)


@contextmanager
def seldom_sought() -> Iterator[None]:
    """As long as this lasts; what is here at its beginning is not looked at again meanwhile."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
