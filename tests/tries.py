"""How often Hypothesis tries: the same few times in check, many others in a long run.

`./guitu soak` sets GUITU_TRIES (so many times as many) and gives pytest a seed.
"""

import os
from typing import Any

from hypothesis import HealthCheck, Phase, settings


def tries(most: int, **more: Any) -> settings:
    """At most so many examples."""
    times = int(os.environ.get("GUITU_TRIES", "0"))
    return settings(
        max_examples=most * (times or 1),
        deadline=None,
        # The same tries every time in check; a long run tries others, by its seed.
        derandomize=not times,
        database=None,
        # A failure is told as it happened: making it smaller takes longer than all the tries.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        **more,
    )
