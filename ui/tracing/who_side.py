"""Who it is, at the top of the workbench: photograph, name, how long here, beside the figure."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.words.age import age_in_words
from app.words.say import say
from ui.cards import Picture, words
from ui.people.lines import breakable
from ui.theme import px
from ui.thumbs import Thumbs
from ui.tracing.bench_question import Case
from ui.tracing.figure import Figure

_WIDE, _HIGH = 84, 106


class WhoSide(QWidget):
    """The figure's place with the cursor is told beneath it, with the marks that stand there."""

    def __init__(self, thumbs: Thumbs, figure: Figure, lang: str) -> None:
        super().__init__()
        self._thumbs, self._lang, self._figure = thumbs, lang, figure
        self.case: Case | None = None
        self.photo = Picture(_WIDE, _HIGH, self.tr("照片"))
        self.name, self.facts = words("", "strong", wrap=True), words("", "label", wrap=True)
        self.here = words("", "label", wrap=True)
        self.place = words("", "label", wrap=True)
        left = QVBoxLayout()
        left.setSpacing(px(3))
        for widget in (self.photo, self.name, self.facts, self.here):
            left.addWidget(widget)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(px(2))
        right.addWidget(figure, 0, Qt.AlignmentFlag.AlignHCenter)
        right.addWidget(self.place)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        row.addLayout(left, 1)
        row.addLayout(right)
        figure.moved.connect(lambda _spot: self.tell_place())

    def show_case(self, case: Case | None) -> None:
        """Whoever is on the bench."""
        self.case = case
        if case is None:
            for label in (self.name, self.facts, self.here, self.place):
                label.setText("")
            self.photo.show_image(None)
            self._figure.show_marks(())
            return
        one = case.person
        self.name.setText(breakable(one.name) or say("state.nameless", self._lang))
        sex = say(f"sex.{one.sex}", self._lang) if one.sex else ""
        age = age_in_words(one.birth, self._lang) if one.birth else ""
        self.facts.setText(" · ".join(part for part in (sex, age) if part))
        self.here.setText(self.tr("来站第 {0} 天").format(case.days))
        self._figure.show_marks(case.marks)
        self.show_photo()
        self.tell_place()

    def show_photo(self) -> None:
        """What has come of it."""
        self.photo.show_image(self._thumbs.of(self.case.person.photo) if self.case else None)

    def tell_place(self) -> None:
        """Which place the cursor is at, and what stands there; where no site was said, that."""
        if self.case is None:
            return
        if self._figure.hasFocus():
            spot = self._figure.spot
            here = [one for one in self.case.marks if spot.has(one)]
            told = "、".join(say(f"mark_kind.{one.kind}", self._lang) for one in here)
            none = self.tr("没有记录，Enter 添加")
            self.place.setText(self.tr("{0}：{1}").format(self._figure.say(spot), told or none))
            return
        lost = sum(not one.site for one in self.case.marks)
        many = self.tr("{0} 处有标记").format(len(self._figure.lit))
        more = self.tr("，{0} 处没写部位").format(lost) if lost else ""
        self.place.setText(many + more)
