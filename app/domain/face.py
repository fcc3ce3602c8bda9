"""Photographs, templates made of them, and the ledger of searches."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.ids import (
    ConsentId,
    EvidenceId,
    OfficerId,
    PersonId,
    PhotoId,
    TemplateId,
    VisitId,
    new_id,
)

_FLOAT = 4
"""Bytes of one number of a vector."""


class Band(StrEnum):
    """How likely a candidate is, in words: 很可能, 有可能, 可能性低."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


class Basis(StrEnum):
    """Why a template may exist (PIPL 29, 31; 人脸识别技术应用安全管理办法)."""

    CONSENT = "consent"
    GUARDIAN = "guardian"
    BUREAU = "bureau"
    LEGAL_DUTY = "legal_duty"
    EMERGENCY = "emergency"


EMERGENCY_LASTS = timedelta(days=7)
"""A template made in an emergency lapses then, unless consent or a duty confirms it."""


class Scope(StrEnum):
    """How far a template may travel."""

    STATION = "station"
    NETWORK = "network"
    TRACING = "tracing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How usable a picture is. `score` 0…1; `reasons` are word keys such as "quality.too_dark"."""

    score: float
    refused: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Developed:
    """A picture ready to be kept: its JPEG, how usable it is, and its face as numbers.

    `vector` (little-endian float32) is None where quality refused or a face may not be compared;
    the last three say which engine looked, and are empty where none did.
    """

    jpeg: bytes
    width: int
    height: int
    quality: Quality
    vector: bytes | None = None
    engine: str = ""
    model_sha256: str = ""
    metric: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A picture that is on file, looked at by an engine; `vector` as of `Developed`."""

    quality: Quality
    vector: bytes | None
    engine: str
    model_sha256: str
    metric: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph:
    """A picture of a person; its bytes are kept by `sha256`."""

    id: PhotoId
    person: PersonId
    visit: VisitId
    sha256: str
    width: int
    height: int
    quality: float = 0.0
    reasons: tuple[str, ...] = ()
    taken_at: datetime
    officer: OfficerId


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A face vector of one engine, with the ground it stands on. `vector` is little-endian."""

    id: TemplateId
    person: PersonId
    photo: PhotoId
    engine: str
    model_sha256: str
    dim: int
    dtype: str = "float32"
    metric: str
    vector: bytes
    quality: float
    basis: Basis
    scope: Scope = Scope.STATION
    consent: ConsentId | None = None
    lapses_at: datetime | None = None
    made_at: datetime
    """Since when it stands on its ground: a later answer takes back what is older."""

    def again(self, seen: Measured) -> "Template | None":
        """The same face by another engine, on the very ground and of the very age of this one;
        None where that engine makes nothing of the picture."""
        if seen.vector is None:
            return None
        return replace(
            self,
            id=TemplateId(new_id()),
            engine=seen.engine,
            model_sha256=seen.model_sha256,
            dim=len(seen.vector) // _FLOAT,
            dtype="float32",
            metric=seen.metric,
            vector=seen.vector,
            quality=seen.quality.score,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One search in the ledger: who, when, why, which case, what was shown.

    `kind`: what was looked for by, as "face,document,name"; `engine` and `looked_through` are
    empty where no face was compared.

    `shown` has one row a candidate: person, photo, band, rank, why.
    """

    id: EvidenceId
    kind: str
    officer: OfficerId
    at: datetime
    why: str
    visit: VisitId | None = None
    engine: str = ""
    looked_through: int = 0
    shown: tuple[dict[str, str], ...] = field(default=())
