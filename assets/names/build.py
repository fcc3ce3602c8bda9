"""Make traditional.tsv and shapes.tsv; run by hand.

    python assets/names/build.py OPENCC_WHEEL

traditional.tsv is the first choice of OpenCC's table of characters. shapes.tsv is our own: every
character of GB 2312 is drawn with the font that is shipped, and those whose pictures are much more
alike than either is to its twenty nearest on average are taken for each other in handwriting; to
these come the pairs below, which share their shape without covering each other.
"""

import sys
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

HERE = Path(__file__).parent
FONT = HERE.parent / "fonts" / "NotoSansSC_400Regular.ttf"
TABLE = "opencc/dictionary/TSCharacters.txt"
SIZE, SMALL, NEAR = 48, 28, 20
ALIKE, MOST = 0.08, 6
BESIDE = (
    "李季 刘列 芬芳 徐除 炎焱 石右 田由 田甲 田申 由甲 甲申 白自 千于 干于 天夫 夫失 史吏 "
    "吏更 刀力 力刁 冯马 汪江 汪注 江红 赵赴 贾贸 孔孙 邓郑 祁祈 祁邪 盂孟 肖尚 尚向 柳抑 "
    "佟终 符荷 茅芽 戴载 侯候 候喉 管营 蔡祭 钟种 涂徐 余佘 佘舍 沈沉 洗冼 卞下 干千 荣茉 "
    "春秦 泰秦 奉秦 奏秦 淑椒 杰木 桂挂 霞露 雪雷 娟捐 艳绝 萍苹 浩洁 清青 晴睛 明朋 朋用 "
    "亮毫 杨扬 阳阴 梅海 栋拣 栋炼 兰三 三王 丰半 凤风 凤夙 龙尤 龙尨 庆厌 厂广 永水 水冰 "
    "玉主 王主 金全 鑫金 淼水 森林 晶日 品晶 赟斌 颖颍 婕捷 瑶遥 瑜愉 璐露 锋峰 烽峰 洋样 "
    "琼凉 琪棋 淇琪 佳住 伟佛 俊後 志忘 忠恩 思恩 惠慧 慧彗 敏繁 霖霜 莉利 茹菇 茵菌 蕾雷 "
    "薇微 萱宣 翠翌 丽而 巧朽 巍魏 毅殷 逸免 远运 达这 迪油 建健 "
)


def main(wheel: Path) -> None:
    """Both tables, the same bytes for the same wheel and font."""
    with zipfile.ZipFile(wheel) as opened:
        lines = opened.read(TABLE).decode().splitlines()
    pairs = (line.split("\t") for line in lines)
    simple = [f"{old}\t{new.split(' ')[0]}" for old, new in pairs if old != new.split(" ")[0]]
    _write("traditional.tsv", simple)
    chars, alike = _pictures()
    found: dict[str, list[str]] = {}
    for at, one in enumerate(chars):
        best = np.argsort(-alike[at], kind="stable")[:MOST]
        found[one] = [chars[i] for i in best if alike[at, i] > ALIKE]
    for pair in BESIDE.split():
        for one, other in (pair, pair[::-1]):
            if one != other and other not in found.setdefault(one, []):
                found[one].append(other)
    _write("shapes.tsv", [f"{one}\t{''.join(like)}" for one, like in sorted(found.items()) if like])


def _write(name: str, lines: list[str]) -> None:
    (HERE / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _pictures() -> tuple[list[str], np.ndarray]:
    spots = ((a, b) for a in range(0xB0, 0xF8) for b in range(0xA1, 0xFF))
    drawn = (bytes(spot).decode("gb2312", errors="ignore") for spot in spots)
    chars = [one for one in drawn if one]
    font = ImageFont.truetype(FONT, SIZE)
    rows = np.array([_drawn(one, font) for one in chars])
    rows -= rows.mean(0) * 0.5
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    cosines = rows @ rows.T
    np.fill_diagonal(cosines, 0.0)
    near = np.sort(cosines, axis=1)[:, -NEAR:].mean(1)
    alike = 2 * cosines - near[:, None] - near[None, :]
    np.fill_diagonal(alike, -1.0)
    return chars, alike


def _drawn(one: str, font: ImageFont.FreeTypeFont) -> np.ndarray:
    picture = Image.new("L", (SIZE + 8, SIZE + 8), 0)
    middle = (SIZE + 8) // 2
    ImageDraw.Draw(picture).text((middle, middle), one, fill=255, font=font, anchor="mm")
    blurred = picture.filter(ImageFilter.GaussianBlur(1.6))
    return np.asarray(blurred.resize((SMALL, SMALL), Image.Resampling.BILINEAR), np.float32).ravel()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
