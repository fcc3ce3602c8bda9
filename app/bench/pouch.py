"""The peer: PouchDB and express-pouchdb out of npm, over HTTP, LevelDB at both ends."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen, SubprocessError, TimeoutExpired, run
from tempfile import TemporaryDirectory

import msgspec

from app.bench.data import tell
from app.domain.errors import Unavailable

PARTS = Path(__file__).parent / "pouch"
FILES = ("package.json", "centre.cjs", "desk.cjs")
_INSTALL = ("install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts")
_PATIENCE = 600


class Replicated(msgspec.Struct, frozen=True, kw_only=True):
    """One replication: seconds, documents, and the rounds after it in which nothing was new."""

    seconds: float
    records: int
    idle_ms: tuple[float, ...] = ()


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What one run of the peer saw."""

    push: Replicated
    pull: Replicated


def installed(cache: Path) -> tuple[Path | None, str]:
    """The peer's folder, or why there is none."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None, "npm is not installed here"
    folder = cache / "pouch"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = (PARTS / "package.json").read_bytes()
    done = folder / "installed.json"
    if not done.exists() or done.read_bytes() != wanted:
        for name in FILES:
            shutil.copy(PARTS / name, folder / name)
        tell("npm install")
        try:
            run([npm, *_INSTALL], cwd=folder, check=True, timeout=_PATIENCE, stdout=PIPE)  # noqa: S603
        except (SubprocessError, OSError) as error:
            return None, f"npm could not install it: {error}"
        done.write_bytes(wanted)
    for name in FILES[1:]:
        shutil.copy(PARTS / name, folder / name)
    return folder, ""


def replicate(folder: Path, records: Sequence[dict[str, object]]) -> Seen:
    """One desk pushes the records to an empty centre, another one pulls them."""
    with TemporaryDirectory(dir=folder) as work:
        place = Path(work)
        for name in ("centre", "one", "other"):
            (place / name).mkdir()
        file = place / "records.jsonl"
        file.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in records))
        with _centre(folder, place / "centre") as url:
            push = _desk(folder, "push", place / "one", url, file)
            pull = _desk(folder, "pull", place / "other", url, file)
    return Seen(push=push, pull=pull)


@contextmanager
def _centre(folder: Path, place: Path) -> Iterator[str]:
    words = [_node(), "centre.cjs", str(place)]
    running = Popen(words, cwd=folder, stdout=PIPE, text=True)  # noqa: S603 - our own script
    try:
        port = running.stdout.readline().strip() if running.stdout else ""
        yield f"http://127.0.0.1:{port}/station"
    finally:
        running.kill()
        running.communicate()


def _desk(folder: Path, what: str, place: Path, url: str, file: Path) -> Replicated:
    words = [_node(), "desk.cjs", what, str(place), url, str(file)]
    try:
        done = run(words, cwd=folder, stdout=PIPE, check=False, timeout=_PATIENCE)  # noqa: S603
    except TimeoutExpired:
        raise Unavailable("bench.peer_failed", code="–") from None
    if done.returncode:
        raise Unavailable("bench.peer_failed", code=done.returncode)
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=Replicated)


def _node() -> str:
    return shutil.which("node") or "node"
