"""What the published OpenAPI says of the bodies: their schemas, and how they are packed."""

from dataclasses import dataclass, field
from typing import Any

import msgspec
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.spec import (
    Components,
    OpenAPI,
    OpenAPIMediaType,
    OpenAPIResponse,
    Operation,
    Parameter,
    Reference,
    RequestBody,
    Schema,
)

from app.wire import audit, check, faces, lending, permit, snapshot, talk
from app.wire.talk import CONTENT, DEVICE, SIGNATURE, SPEAKS, TIME, VERSION

MESSAGES: dict[str, tuple[type, type]] = {
    "/v1/enrol": (talk.Enrol, talk.Enrolled),
    "/v1/push": (talk.Push, talk.Pushed),
    "/v1/feed": (talk.Ask, talk.Fed),
    "/v1/pictures": (talk.Have, talk.Here),
    "/v1/pictures/put": (talk.Piece, talk.Taken),
    "/v1/pictures/get": (talk.Want, talk.Piece),
    "/v1/snapshot": (snapshot.AskSnapshot, snapshot.Offered),
    "/v1/snapshot/chunk": (snapshot.WantChunk, snapshot.ChunkSent),
    "/v1/check": (check.AskSums, check.Sums),
    "/v1/check/bucket": (check.AskBucket, check.Bucket),
    "/v1/permits": (permit.AskPermits, permit.Permits),
    "/v1/search": (permit.Seek, permit.Sought),
    "/v1/invite": (permit.Invite, permit.Invited),
    "/v1/file": (lending.AskFile, lending.Lent),
    "/v1/break-glass": (lending.BreakGlass, lending.Lent),
    "/v1/contact": (lending.AskContact, lending.Contacts),
    "/v1/faces": (faces.Faces, faces.FacesTaken),
    "/v1/faces/ask": (faces.FaceAsk, faces.FaceAnswers),
    "/v1/audit/proof": (audit.AskProof, audit.Proof),
}
"""Path -> what is asked and what is answered."""
_REF = "#/components/schemas/{name}"
_SAYS = (
    f"Bodies travel as {CONTENT}: msgpack in zstd. The schemas show them as JSON would be; in "
    "msgpack bytes are bytes. A refusal is a Problem: the key of a sentence, and its facts."
)
_HEADERS = {
    SPEAKS: "The protocol that is spoken",
    DEVICE: "The device's id (UUID)",
    TIME: "The moment of signing (ISO 8601)",
    SIGNATURE: "Ed25519 (hex) over path, moment and SHA-256 of the body",
}


def config() -> OpenAPIConfig:
    """The document's frame."""
    return OpenAPIConfig(title="Guitu centre", version=str(VERSION), description=_SAYS)


def publish(document: OpenAPI) -> None:
    """Put a schema for every message into the document."""
    wanted = {kind for pair in MESSAGES.values() for kind in pair} | {talk.Problem}
    # A field's value may be anything; what it must be is the record's own affair.
    _, schemas = msgspec.json.schema_components(
        wanted, schema_hook=lambda _kind: {"description": "any"}, ref_template=_REF
    )
    known: dict[str, Any] = schemas
    document.components = Components(schemas=known)


def _media(kind: type) -> dict[str, OpenAPIMediaType]:
    return {CONTENT: OpenAPIMediaType(schema=Reference(ref=_REF.format(name=kind.__name__)))}


def _header(name: str) -> Parameter:
    text = Schema(type="string")  # type: ignore[arg-type]
    return Parameter(
        name=name, param_in="header", required=True, description=_HEADERS[name], schema=text
    )


def describes(path: str, *, signed: bool = True) -> type[Operation]:
    """How one path is described."""
    asked, answered = MESSAGES[path]
    names = tuple(_HEADERS) if signed else (SPEAKS,)

    @dataclass
    class Described(Operation):
        responses: Any = field(default_factory=dict)

        def __post_init__(self) -> None:
            self.request_body = RequestBody(content=_media(asked), required=True)
            self.parameters = [_header(name) for name in names]
            self.responses = {
                "200": OpenAPIResponse(description=answered.__name__, content=_media(answered)),
                "default": OpenAPIResponse(description="Why not", content=_media(talk.Problem)),
            }

    return Described
