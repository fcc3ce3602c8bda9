"""The table of scores, the groups, and the labels in doubt, as cards."""

from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QWidget

from app.faces.bands import Calibration
from app.faces.strangers import Between
from app.faces.survey import Compared, Group, Survey
from app.faces.told import (
    again,
    counted,
    group_name,
    percent,
    place_in_words,
    share,
    suspect_in_words,
)
from app.words.say import say
from ui.cards import Card, words
from ui.people.lines import breakable
from ui.theme import px

_LISTED = 12


class TableCard(Card):
    """FPIR down, gallery size across: the score, its interval beneath where one was measured."""

    def __init__(self) -> None:
        super().__init__(self.tr("误认率 × 人脸库大小：达到的分数"), "description")
        self._grid = _grid(self, 8)
        self.note = words("", "note", wrap=True)
        self.body.addWidget(self.note)

    def show_table(self, table: Calibration, found: Survey | None) -> None:
        """The table, with the intervals of the measurement it comes from."""
        empty(self._grid)
        self._head(0, 0, self.tr("误认率"))
        known = {(c.fpir, c.size): c.score for c in found.cells} if found else {}
        for column, size in enumerate(table.sizes, start=1):
            self._head(0, column, f"{size:,}")
        for row, (fpir, scores) in enumerate(table.rows, start=1):
            self._head(row, 0, share(fpir))
            for column, (size, score) in enumerate(zip(table.sizes, scores, strict=True), start=1):
                far = table.threshold(fpir, size).extrapolated
                cell = _cell(score, known.get((fpir, size)), far=far)
                self._grid.addWidget(cell, row, column)
        stars = self.tr("* 没有数到这么少，按直线外推。")
        sure = self.tr("下行是 95% 区间（按人重抽，因为同一个人的许多对照片互相牵连）。")
        self.note.setText(f"{stars}{sure}" if known else stars)

    def _head(self, row: int, column: int, text: str) -> None:
        self._grid.addWidget(words(text, "label"), row, column)


def _cell(score: float, between: Between | None, *, far: bool) -> QLabel:
    text = f"{score:.3f}{'*' if far else ''}"
    if between:
        text += f"\n{between.low:.2f}–{between.high:.2f}"
    return words(text, "note")


class FoundCard(Card):
    """How often somebody is found again; what cannot be used is a miss."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("本人能不能找到"), "visibility")
        self._lang = lang
        self.lines = words("", "label", wrap=True)
        self._grid = _grid(self, 2)
        self.body.addWidget(self.lines)

    def show_survey(self, found: Survey) -> None:
        """What was measured."""
        empty(self._grid)
        heads = (self.tr("人脸库"), self.tr("很可能"), self.tr("有可能以上"))
        for column, head in enumerate(heads):
            self._grid.addWidget(words(head, "label"), 0, column)
        for row, at in enumerate(found.sizes, start=1):
            for column, text in enumerate(
                (f"{at.size:,}", percent(at.likely), percent(at.possible))
            ):
                self._grid.addWidget(words(text), row, column)
        self.lines.setText(f"{counted(found, self._lang)}\n{again(found, self._lang)}")


class GroupsCard(Card):
    """Each group's strangers beside the whole; too few is said, not reckoned."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("分组比较：组内陌生人更容易认错吗"), "group")
        self._lang = lang
        self._grid = _grid(self, 3)
        note = self.tr(
            "组内同档误认率（95% 区间）与全体相比的倍数。人数少于 20 或预计不足 5 对的，不下结论。"
        )
        self.body.addWidget(words(note, "note", wrap=True))

    def show_groups(self, groups: tuple[Group, ...]) -> None:
        """Nothing where there are none."""
        self.setVisible(bool(groups))
        empty(self._grid)
        if not groups:
            return
        self._grid.addWidget(words(self.tr("组"), "label"), 0, 0)
        self._grid.addWidget(words(self.tr("人 / 照片"), "label"), 0, 1)
        for column, one in enumerate(groups[0].compared, start=2):
            self._grid.addWidget(words(place_in_words(one, self._lang), "label"), 0, column)
        for row, group in enumerate(groups, start=1):
            self._grid.addWidget(words(breakable(group_name(group, self._lang)), wrap=True), row, 0)
            self._grid.addWidget(words(f"{group.people} / {group.photographs}"), row, 1)
            for column, one in enumerate(group.compared, start=2):
                self._grid.addWidget(self._compared(one), row, column)

    def _compared(self, one: Compared) -> QLabel:
        if not one.enough:
            return words(self.tr("太少，不下结论"), "note")
        times = self.tr("{0} 倍").format(f"{one.times:.1f}")
        return words(f"{times}\n{share(one.rate.low)}–{share(one.rate.high)}", "note")


class DoubtsCard(Card):
    """Labels that look wrong and photographs that cannot be used, by name; kept nowhere."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("可疑的标注和不能用的照片"), "warning")
        self._lang = lang
        self.lines = words("", "label", wrap=True)
        self.body.addWidget(self.lines)

    def show_survey(self, found: Survey | None) -> None:
        """Nothing where all is well, or nothing was measured now."""
        lang = self._lang
        told = [suspect_in_words(one, lang) for one in found.suspects[:_LISTED]] if found else []
        told += [
            f"{one.person}/{one.photo}: {' '.join(say(key, lang) for key in one.reasons)}"
            for one in (found.unusable[:_LISTED] if found else ())
        ]
        if found and (found.suspect_count or found.unusable_count):
            head = self.tr("标注可疑 {0} 处，照片不能用 {1} 张（算作没找到）。")
            told.insert(0, head.format(found.suspect_count, found.unusable_count))
        self.lines.setText("\n".join(breakable(one) for one in told))
        self.setVisible(bool(told))


def _grid(card: Card, stretches: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(10))
    grid.setVerticalSpacing(px(6))
    for column in range(1, stretches + 1):
        grid.setColumnStretch(column, 1)
    card.body.addLayout(grid)
    return grid


def empty(layout: QLayout) -> None:
    """Take everything out."""
    while (item := layout.takeAt(0)) is not None:
        widget: QWidget | None = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
