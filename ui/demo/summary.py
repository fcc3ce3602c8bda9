"""What a demonstration did: every arrival, what came out, and the figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from app import clock
from app.desk.admission import Admitted
from app.desk.identify import Candidate
from app.desk.photographs import Shot
from app.domain.face import Band
from app.words.say import say
from ui.demo.drive import Player

BANDS = {Band.LIKELY: "很可能", Band.POSSIBLE: "有可能", Band.UNLIKELY: "可能性低"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A candidate as it was shown; `photo` is the picture on file that looks most alike."""

    photo: str
    band: str
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """One arrival. `returning`: somebody of the same folder had been here before."""

    photo: str
    quality: float
    usable: bool
    said: list[str]
    candidates: list[Listed]
    case_number: str
    papers: list[str]
    returning: bool

    @property
    def right_first(self) -> bool:
        """Whether the first candidate is from the same folder."""
        return bool(self.candidates) and _folder(self.candidates[0].photo) == _folder(self.photo)

    @property
    def likely(self) -> bool:
        """Whether anybody was called likely."""
        return any(one.band == BANDS[Band.LIKELY] for one in self.candidates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Shares are of all returning people and of all strangers, unusable photographs included."""

    returning: int
    right_first: int
    right_first_share: float | None
    strangers: int
    strangers_likely: int
    strangers_likely_share: float | None
    unusable: int


@dataclass(slots=True, kw_only=True)
class Summary:
    """The whole of summary.json; paths of photographs are relative to the folder of photographs."""

    arrivals: list[Arrived] = field(default_factory=list)
    skipped: list[dict[str, str]] = field(default_factory=list)
    figures: Figures | None = None
    papers: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    database: str = ""
    journal_entries: int = 0
    writes: int = 0
    seconds: float = 0.0

    def finish(self, player: Player) -> None:
        """Add what the register and the folder hold in the end, and write it as JSON."""
        self.journal_entries, self.writes = player.journal_size()
        self.figures = figures(self.arrivals)
        self.seconds = round((clock.now() - player.begun).total_seconds(), 1)
        self.database = player.database
        self.papers = [paper for one in self.arrivals for paper in one.papers]
        self.pictures = [str(p.relative_to(player.out)) for p in player.pictures]
        place = player.out / "summary.json"
        place.write_bytes(msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n")


def listed(one: Candidate, photo_of: Mapping[str, str]) -> Listed:
    """A candidate by the photograph on file, known by its SHA-256."""
    photo = photo_of.get(one.photo.sha256, "") if one.photo else ""
    return Listed(photo=photo, band=BANDS[one.band] if one.band else "", rank=one.rank)


def arrived(
    photo: str,
    shot: Shot,
    done: Admitted,
    candidates: list[Listed],
    papers: list[str],
    *,
    returning: bool,
    lang: str,
) -> Arrived:
    """One finished arrival."""
    return Arrived(
        photo=photo,
        quality=round(shot.quality.score, 3),
        usable=shot.vector is not None,
        said=[say(reason, lang) for reason in shot.quality.reasons],
        candidates=candidates,
        case_number=done.visit.case_number,
        papers=papers,
        returning=returning,
    )


def figures(arrivals: list[Arrived]) -> Figures:
    """Count who was found, and who was taken for somebody else."""
    back = [a for a in arrivals if a.returning]
    strangers = [a for a in arrivals if not a.returning]
    right, wrong = sum(a.right_first for a in back), sum(a.likely for a in strangers)
    return Figures(
        returning=len(back),
        right_first=right,
        right_first_share=round(right / len(back), 4) if back else None,
        strangers=len(strangers),
        strangers_likely=wrong,
        strangers_likely_share=round(wrong / len(strangers), 4) if strangers else None,
        unusable=sum(not a.usable for a in arrivals),
    )


def _folder(photo: str) -> str:
    return photo.partition("/")[0]
