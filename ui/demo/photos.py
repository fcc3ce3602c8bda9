"""A run over folders of photographs: one folder is one invented person, and only the officer
knows which."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from uuid import UUID

from app import clock
from app.desk.admission import Admitted
from app.desk.identify import Candidate
from app.domain.errors import Refused, Unavailable
from app.domain.evidence import Sameness
from app.domain.face import Band
from app.settings import Settings
from app.vision import unpack
from app.words.say import sentence
from ui.demo.arrive import Desk
from ui.demo.drive import Player
from ui.demo.invented import home, names
from ui.demo.papers import Papers
from ui.demo.station import INTAKE, SEED, make_empty
from ui.demo.summary import Summary, arrived, listed
from ui.demo.voucher import go_home

PICTURED = 12
"""Arrivals of people who come again of which a picture is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photograph and the folder that says whose it is."""

    path: Path
    folder: int


def play_photos(settings: Settings, photos: Path, people: int | None, out: Path) -> Summary:
    """Make a fresh station and let everybody arrive; the summary is written as well."""
    if not photos.is_dir():
        raise Unavailable("demo.no_photos", folder=str(photos))
    summary = Summary()
    first, last = plan(photos, people, summary, settings.lang)
    if not last:
        raise Refused("demo.nobody", folder=str(photos))
    session, _ = make_empty(settings.data, clock.now())
    session.register.close()
    with Player(settings, out) as player:
        player.log_in(INTAKE, "login")
        run = _Run(player, photos, summary)
        for photo in (*first, *last):
            run.arrive(photo)
        run.end()
    return summary


def plan(
    photos: Path, people: int | None, summary: Summary, lang: str
) -> tuple[list[Photo], list[Photo]]:
    """All but the last photograph of each folder, then the last ones; what is none is noted."""
    folders = sorted(p for p in photos.iterdir() if p.is_dir() and not p.name.startswith("."))
    first: list[Photo] = []
    last: list[Photo] = []
    for number, folder in enumerate(folders[:people]):
        good = [Photo(path=path, folder=number) for path in _usable(folder, photos, summary, lang)]
        if len(good) > 1:
            first += good[:-1]
            last.append(good[-1])
    return first, last


def _usable(folder: Path, photos: Path, summary: Summary, lang: str) -> Iterator[Path]:
    files = (p for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))
    for path in sorted(files):
        try:
            unpack(path.read_bytes())
        except (Refused, OSError) as sorry:
            known = sorry if isinstance(sorry, Refused) else Refused("photo.no_file", file=path)
            _skip(summary, path.relative_to(photos), known, lang)
        else:
            yield path


def _skip(summary: Summary, photo: Path, why: Refused | Unavailable, lang: str) -> None:
    summary.skipped.append({"photo": photo.as_posix(), "sentence": sentence(why, lang)})


class _Run:
    """The officer of the run remembers which person came out of which folder."""

    def __init__(self, player: Player, photos: Path, summary: Summary) -> None:
        self._player, self._photos, self._summary = player, photos, summary
        self._desk = Desk(player)
        self._papers = Papers(player, player.out / "papers")
        self._rng = Random(SEED)  # noqa: S311 - a story, not a secret
        self._names = names(self._rng)
        self._folder_of: dict[UUID, int] = {}
        self._photo_of: dict[str, str] = {}
        self._pictured = 0

    def arrive(self, photo: Photo) -> None:
        """One arrival from the camera to the printed form."""
        name = photo.path.relative_to(self._photos).as_posix()
        desk, back = self._desk, photo.folder in self._folder_of.values()
        try:
            desk.begin(photo.path)
        except (Refused, Unavailable) as why:
            _skip(self._summary, Path(name), why, self._player.settings.lang)
            return
        desk.fill({"name": next(self._names)})
        desk.consent()
        shot = desk.photograph()
        self._photo_of[sha256(shot.taken.jpeg).hexdigest()] = name
        shown = [listed(one, self._photo_of) for one in desk.candidates]
        desk.judge(lambda one: self._answer(one, photo.folder))
        self._picture(back=back)
        done = desk.finish()
        self._folder_of[done.visit.person] = photo.folder
        papers = self._print(done, back=back)
        lang = self._player.settings.lang
        self._summary.arrivals.append(
            arrived(name, shot, done, shown, papers, returning=back, lang=lang)
        )

    def end(self) -> None:
        """The summary is whole."""
        self._summary.finish(self._player)

    def _answer(self, one: Candidate, folder: int) -> Sameness | None:
        """Everybody in the list who is the same; of the others only those called likely."""
        if self._folder_of.get(one.person) == folder:
            return Sameness.SAME
        return Sameness.NOT_SAME if one.band is Band.LIKELY else None

    def _picture(self, *, back: bool) -> None:
        if not self._summary.arrivals:
            self._player.picture("first-arrival")
        elif back and self._pictured < PICTURED:
            self._pictured += 1
            self._player.picture("comes-again")

    def _print(self, done: Admitted, *, back: bool) -> list[str]:
        papers = [self._papers.registration()]
        if back:
            papers.append(go_home(self._player, self._papers, done, home(self._rng)))
        return [str(path.relative_to(self._player.out)) for path in papers]
