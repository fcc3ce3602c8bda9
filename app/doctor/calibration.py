"""What makes the words of a face search: whose table, and how far it was counted."""

from pathlib import Path

from app.desk.calibrating import read_own
from app.doctor.finding import Finding, State, trouble
from app.domain.errors import Unavailable
from app.faces.bands import POSSIBLE, load_calibration


def calibration(data: Path, engine: str) -> Finding:
    """Nobody has logged in here: whether the register knows the station's own is seen later."""
    try:
        shipped, own = load_calibration(engine), read_own(data, engine)
    except Unavailable as sorry:
        return trouble("calibration", sorry, State.HINT)
    table = own.table if own else shipped
    if table.model_sha256 != shipped.model_sha256:
        return trouble("calibration", Unavailable("calibration.other_model"), State.HINT)
    size = int(POSSIBLE / table.measured / table.margin)
    key = "doctor.calibration_own" if own else "doctor.calibration"
    facts: dict[str, object] = {"size": size, "most": table.sizes[-1]}
    return Finding(about="calibration", state=State.GOOD, key=key, facts=facts)
