"""What the centre answers when it cannot: always the key of a sentence, never a page or a trace."""

from typing import TYPE_CHECKING, Any

from litestar import Request, Response
from litestar.exceptions import HTTPException

from app import clock
from app.broke import report
from app.centre import gate
from app.domain.errors import Refused, Unavailable
from app.store import postgres
from app.store.central import Behind
from app.wire import versions
from app.wire.talk import CONTENT, DEVICE, SPEAKS, Problem, facts_of

if TYPE_CHECKING:
    from app.centre.deeds import Centre

Asked = Request[Any, Any, Any]
Told = Response[bytes]
_STATUS = {
    "line.unknown_device": 401,
    "line.wrong_signature": 401,
    "line.too_old": 401,
    "line.suspended": 403,
    "line.not_your_stream": 403,
    "line.replayed": 409,
    "permit.none": 403,
    "permit.forged": 403,
    "permit.expired": 403,
    "permit.other_station": 403,
    "permit.withdrawn": 403,
    "permit.not_allowed": 403,
    "picture.not_here": 404,
    "audit.not_covered": 404,
    "audit.no_root": 404,
    "line.gap": 409,
    "line.cloned": 409,
    "line.other_life": 409,
    "line.too_large": 413,
    "line.snapshot_again": 410,
    "snapshot.gone": 410,
    "line.other_version": 426,
    "line.too_many": 429,
    "file.unknown_officer": 403,
    "file.nobody": 404,
    "file.no_case": 403,
    "file.too_often": 403,
    "glass.one_officer": 403,
    "glass.nobody": 404,
    "enrol.wrong_code": 403,
    "enrol.used": 403,
    "enrol.expired": 403,
}
_CUT = "disconnected"
"""How Litestar says that the request broke off."""
_TOO_LARGE, _NOT_UNDERSTOOD = 413, 422


def _told(request: Asked, error: Refused | Unavailable, status: int) -> Told:
    """One line in the log, and the key of a sentence for the officer."""
    centre: Centre = request.app.state.centre
    centre.refused[error.key] = centre.refused.get(error.key, 0) + 1
    who = request.headers.get(DEVICE, "-")[:36]
    gate.log.info("refused %s %s device %s", request.url.path, error.key, who)
    problem = Problem(
        key=error.key,
        facts=dict(facts_of(error)),
        last_n=error.last_n if isinstance(error, Behind) else None,
        last_hash=error.last_hash if isinstance(error, Behind) else b"",
        at=clock.now(),
    )
    version = gate.dialect(request.headers.get(SPEAKS, ""), centre.newest)
    if error.key == "line.snapshot_again" and version < versions.SNAPSHOTS:
        status = _STATUS["line.other_version"]
    told = versions.write(problem, version)
    return Response(told, status_code=status, media_type=CONTENT)


def refused(request: Asked, error: Refused) -> Told:
    """A rule says no."""
    return _told(request, error, _STATUS.get(error.key, _NOT_UNDERSTOOD))


def busy(request: Asked, error: Exception) -> Told:
    """The disk, or whatever else the world has in the way: the desk keeps it and asks again."""
    gate.log.error("in the way: %s", type(error).__name__)
    return _told(request, Unavailable("line.busy"), 503)


def database(request: Asked, error: Exception) -> Told:
    """The database is away or full, or cannot hold what was said."""
    if postgres.is_away(error):
        return busy(request, error)
    gate.log.error("the database refused: %s", type(getattr(error, "orig", error)).__name__)
    return _told(request, Refused("line.not_understood"), _NOT_UNDERSTOOD)


def odd(request: Asked, error: HTTPException) -> Told:
    """No such path, another method, a body without end."""
    if _CUT in error.detail:
        # Nobody is there to hear it; a cut line is no bug of ours.
        return _told(request, Unavailable("line.ended"), 503)
    if error.status_code >= 500:
        return broken(request, error)
    key = "line.too_large" if error.status_code == _TOO_LARGE else "line.not_understood"
    return _told(request, Refused(key), error.status_code)


def broken(request: Asked, error: Exception) -> Told:
    """Our own bug: where it broke stays in the centre's log, and nothing of what was said."""
    gate.log.error("broken: %s %s", request.url.path, report(error))
    return _told(request, Unavailable("line.broken"), 500)


HANDLERS: dict[int | type[Exception], Any] = {
    Refused: refused,
    Unavailable: busy,
    OSError: busy,
    **dict.fromkeys(postgres.TROUBLE, database),
    HTTPException: odd,
    Exception: broken,
}
"""By kind of error; the nearest one counts."""
