"""Make the shipped fonts out of the packages named in manifest.toml; run by hand, with fonttools.

    python assets/fonts/make.py DIR_WITH_THE_ORIGINAL_FILES

The rare-character fonts keep only what the fonts before them lack, which makes 46 MB into 26.
"""

import hashlib
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
HAN = {*range(0x2E80, 0x2FE0), *range(0x3007, 0x3008), *range(0x3400, 0x4DC0)}
HAN |= {*range(0x4E00, 0xA000), *range(0xF900, 0xFB00), *range(0x20000, 0x323B0)}


def main(source: Path) -> None:
    """Write the five files beside this script and print their hashes."""
    for name in ("NotoSansSC_400Regular.ttf", "NotoSansSC_700Bold.ttf"):
        (HERE / name).write_bytes((source / name).read_bytes())
    keep(source / "NotoSerifSC_700Bold.ttf", "NotoSerifSC-Bold-GB2312.ttf", gb2312())
    known = characters(HERE / "NotoSansSC_400Regular.ttf")
    rare = (characters(source / "LXGWWenKai-Regular.ttf") & HAN) - known
    keep(source / "LXGWWenKai-Regular.ttf", "GuituRareKai.ttf", rare, "Guitu Rare Kai")
    rest = (characters(source / "HanaMinB.ttf") & HAN) - known - rare
    keep(source / "HanaMinB.ttf", "GuituRareMin.ttf", rest, "Guitu Rare Min")
    for file in sorted(HERE.glob("*.ttf")):
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        sys.stdout.write(f"{digest} {file.stat().st_size:>9} {file.name}\n")


def characters(file: Path) -> set[int]:
    """Every code point a font has a shape for."""
    return set(TTFont(file, lazy=True).getBestCmap())


def gb2312() -> set[int]:
    """What titles are made of: printable ASCII, punctuation and the 6,763 common characters."""
    both = (bytes([high, low]) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return {*range(0x20, 0x7F), *(ord(c) for b in both for c in b.decode("gb2312", "ignore"))}


def keep(source: Path, name: str, wanted: set[int], family: str = "") -> None:
    """Write a part of a font; a reserved name is left behind, as its licence asks."""
    options = Options(hinting=False, layout_features=[], name_IDs=[0, 1, 2, 4, 5, 6, 13, 14])
    options.name_languages = [0x409]
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    for record in font["name"].names if family else ():
        if record.nameID in {1, 4, 6}:
            record.string = family.replace(" ", "") if record.nameID == 6 else family
    font.save(HERE / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
