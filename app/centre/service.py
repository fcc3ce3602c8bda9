"""The centre's application: its paths, its document, and the roots it publishes as it runs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from litestar import Litestar
from litestar.datastructures import State

from app.centre import gate, openapi, sorry
from app.centre.books import Books
from app.centre.deeds import Centre
from app.centre.keeper import keep
from app.centre.rights import Rights
from app.centre.routes import ROUTES
from app.domain.errors import Refused, Unavailable
from app.store import postgres
from app.store.depot import Depot
from app.store.snapshots import Pace
from app.wire import versions
from app.wire.talk import VERSION

if TYPE_CHECKING:
    from app.store.postgres import Database


@asynccontextmanager
async def _publishing(app: Litestar) -> AsyncIterator[None]:
    """As long as the centre runs, roots are published."""
    centre: Centre = app.state.centre

    async def go_on() -> None:
        while centre.books:
            try:
                await centre.publish()
            except (Refused, Unavailable, OSError, *postgres.TROUBLE) as error:
                why = getattr(error, "key", type(error).__name__)
                gate.log.warning("no root published: %s", why)
            await asyncio.sleep(centre.books.every.total_seconds())

    task = asyncio.create_task(go_on())
    yield
    task.cancel()


def service(
    engine: "Database",
    authority_pem: bytes = b"",
    depot: Depot | None = None,
    rights: Rights | None = None,
    books: Books | None = None,
    *,
    newest: int = VERSION,
    pace: Pace | None = None,
) -> Litestar:
    """The application; OpenAPI under /schema. `newest`: the protocol that it speaks; snapshots are
    made at a `pace` while it is served, none without."""

    @asynccontextmanager
    async def keeping(_: Litestar) -> AsyncIterator[None]:
        task = asyncio.create_task(keep(engine, pace)) if pace else None
        yield
        if task:
            task.cancel()

    centre = Centre(engine, authority_pem, depot, rights, books, newest=newest)
    made = Litestar(
        [route for route in ROUTES if all(versions.since(path) <= newest for path in route.paths)],
        lifespan=[_publishing, keeping],
        state=State({"centre": centre}),
        exception_handlers=sorry.HANDLERS,
        openapi_config=openapi.config(),
        request_max_body_size=gate.MOST_COMPRESSED,
        logging_config=None,
        pdb_on_exception=False,
    )
    openapi.publish(made.openapi_schema)
    return made
