"""年度归档: what the list of checksums of an archive says, and what a check of it finds."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.errors import Refused

SCHEMA = "guitu-archive/1"
SUMS, SIGNATURE = "SHA256SUMS", "SHA256SUMS.sig"
MANIFEST, RECORD, INDEX = "manifest.json", "record.json", "index"
PEOPLE, HALF = "people", ".part"
FIRST_YEAR = 2000
LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What became of an archive: paths of files; `signed_by` is the key's name, empty where the
    signature does not fit the list."""

    files: int
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    signed_by: str

    @property
    def is_whole(self) -> bool:
        """Nothing was changed, taken away or put in."""
        return bool(self.signed_by) and not (self.changed or self.missing or self.extra)


def must_be_year(year: int, this_year: int) -> None:
    """Refused "archive.year" for one that is to come, or before there was anything."""
    if not FIRST_YEAR <= year <= this_year:
        raise Refused("archive.year", first=FIRST_YEAR, last=this_year)


def must_be_meant(purpose: str) -> None:
    """Refused "archive.needs_purpose", "archive.too_long"."""
    if not purpose.strip():
        raise Refused("archive.needs_purpose")
    if len(purpose) > LONGEST:
        raise Refused("archive.too_long", longest=LONGEST)


def sums_text(sums: Mapping[str, str]) -> str:
    """As `sha256sum -c` reads it: path -> SHA-256 in hex."""
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums))


def read_sums(text: str) -> dict[str, str]:
    """And back; Refused "archive.no_list" where it is none, or names a file outside."""
    found = {}
    for line in text.splitlines():
        parts = re.fullmatch(r"([0-9a-f]{64})  (.+)", line)
        if not parts or parts[2].startswith("/") or ".." in parts[2].split("/"):
            raise Refused("archive.no_list")
        found[parts[2]] = parts[1]
    if not found:
        raise Refused("archive.no_list")
    return found


def held_against(said: Mapping[str, str], found: Mapping[str, str], signed_by: str) -> Verified:
    """The list beside what lies there."""
    return Verified(
        files=len(said),
        changed=_sorted(path for path in said if found.get(path, said[path]) != said[path]),
        missing=_sorted(said.keys() - found.keys()),
        extra=_sorted(found.keys() - said.keys()),
        signed_by=signed_by,
    )


def _sorted(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(paths))
