"""What is said of an officer beside their account: the sex, which a security check asks for."""

from dataclasses import replace
from datetime import datetime

from app.domain.errors import Refused
from app.domain.security import MAN, WOMAN
from app.domain.staff import Officer, Right
from app.store.register import Register


def say_sex(
    register: Register, officer: Officer, sex: str, *, by: Officer, at: datetime
) -> Officer:
    """Empty: it is not said."""
    by.must(Right.STAFF)
    if sex not in ("", MAN, WOMAN):
        raise Refused("staff.no_such_sex")
    said = replace(officer, sex=sex)
    register.write(said, by=by.id, at=at, reason="officer_sex")
    return said
