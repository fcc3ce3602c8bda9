"""Makes centres.tsv, where cities and districts lie, from the map files of ECharts 4.

python assets/places/build_centres.py DIR, with the package of manifest.toml in DIR. Only the points
are taken, no outline: this is no map of borders.
"""

import json
import sys
import tarfile
from pathlib import Path

HERE = Path(__file__).parent
PACKAGE = "echarts-4.9.0.tgz"


def main() -> None:
    """Provinces by two digits, cities and districts by six."""
    found: dict[str, tuple[float, float]] = {}
    with tarfile.open(Path(sys.argv[1]) / PACKAGE) as package:
        for member in package.getmembers():
            name = member.name.removeprefix("package/map/json/")
            if name == "china.json" or name.startswith("province/"):
                found |= _points(json.load(package.extractfile(member)))  # type: ignore[arg-type]
    lines = [f"{code}\t{lon:.2f}\t{lat:.2f}" for code, (lon, lat) in sorted(found.items())]
    (HERE / "centres.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _points(read: dict) -> dict[str, tuple[float, float]]:  # type: ignore[type-arg]
    found = {}
    for feature in read["features"]:
        code, point = str(feature.get("id", "")), feature["properties"].get("cp")
        if code.isdigit() and point:
            short = code[:2] if code.endswith("0000") or len(code) == 2 else code
            found[short] = (float(point[0]), float(point[1]))
    return found


if __name__ == "__main__":
    main()
