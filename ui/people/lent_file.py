"""Another station's file as it is shown: every field, read-only, with where it comes from."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from app.domain.birth import age_on
from app.domain.evidence import Decision
from app.domain.person import Claim, ClaimKind, best_value, live
from app.domain.visit import Leaving, Visit
from app.domain.voucher import Voucher, VoucherState
from app.wire.lending import Lent
from app.words.say import say
from ui.cards import Card, Chip, Picture, words
from ui.people.lines import breakable, copyable, moment, shown, station_words
from ui.people.who_card import clear
from ui.theme import px

MOST_PICTURES = 6


class LentWho(Card):
    """Photographs, name and every claim that stands."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self.large = Picture(112, 142, self.tr("最近的照片"))
        self.strip = QHBoxLayout()
        self.strip.setSpacing(px(4))
        self.name = copyable("", "title")
        self.chips = QHBoxLayout()
        self.chips.setSpacing(px(6))
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(px(10))
        self._facts.setVerticalSpacing(px(3))
        self._facts.setColumnStretch(1, 1)
        beside = QVBoxLayout()
        beside.addWidget(self.name)
        beside.addLayout(self.chips)
        beside.addLayout(self._facts)
        beside.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(px(14))
        row.addWidget(self.large, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(beside, 1)
        self.body.addLayout(row)
        self.body.addLayout(self.strip)

    def show_lent(self, lent: Lent, today: date) -> None:
        """The whole of what came."""
        claims = list(lent.file.claims)
        self.name.setText(breakable(best_value(claims, ClaimKind.NAME)) or self.tr("姓名不详"))
        clear(self.chips)
        self.chips.addWidget(Chip(self.tr("他站 {0}").format(station_words(lent.station)), "info"))
        visits = self.tr("来站 {0} 次").format(len(lent.file.visits))
        self.chips.addWidget(Chip(visits, "plain"))
        self.chips.addStretch(1)
        while self._facts.count():
            self._facts.takeAt(0).widget().deleteLater()
        for row, claim in enumerate(sorted(live(claims), key=_in_order)):
            top = Qt.AlignmentFlag.AlignTop
            label = words(say(f"claim.{claim.kind}", self._lang), "label")
            self._facts.addWidget(label, row, 0, top)
            self._facts.addWidget(copyable(self._said(claim, today)), row, 1, top)

    def show_pictures(self, found: list[QImage]) -> None:
        """What has come of the photographs, newest first."""
        self.large.show_image(found[0] if found else None)
        clear(self.strip)
        for image in found[1 : 1 + MOST_PICTURES]:
            place = Picture(46, 58, self.tr("以前的照片"))
            place.show_image(image)
            self.strip.addWidget(place)
        self.strip.addStretch(1)

    def _said(self, claim: Claim, today: date) -> str:
        text = shown(claim, self._lang)
        if claim.kind is ClaimKind.BIRTH and (years := age_on(claim.value, today)) is not None:
            text += "　" + say("file.years", self._lang, years=years)
        source = say(f"source.{claim.source}", self._lang)
        checked = self.tr("已核实") if claim.verified else ""
        return "　".join(part for part in (text, source, checked) if part)


class LentVisits(Card):
    """When they were there, how each visit ended, and the vouchers."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("在该站的来站经过"), "history")
        self._lang = lang
        self._list = QVBoxLayout()
        self._list.setSpacing(px(8))
        self.body.addLayout(self._list)

    def show_lent(self, lent: Lent) -> None:
        """Newest first."""
        clear(self._list)
        file = lent.file
        gone = {v.supersedes for v in file.visits}
        came = sorted((v for v in file.visits if v.id not in gone), key=lambda v: v.arrived_at)
        for visit in reversed(came):
            ends = [x for x in file.leavings if x.visit == visit.id]
            made = [v for v in file.vouchers if v.visit == visit.id]
            self._list.addWidget(copyable(self._visit(visit), "strong"))
            for text in (*map(self._left, ends), *map(self._voucher, made)):
                self._list.addWidget(copyable(text))
        if not came:
            self._list.addWidget(words(self.tr("没有来站记录。"), "label"))

    def _visit(self, visit: Visit) -> str:
        way = say(f"way.{visit.way}", self._lang)
        parts = (moment(visit.arrived_at), visit.case_number, way, visit.found_at)
        return " · ".join(part for part in parts if part)

    def _left(self, gone: Leaving) -> str:
        kind = say(f"leaving_kind.{gone.kind}", self._lang)
        left = self.tr("{0} 离站").format(moment(gone.at))
        return " · ".join(part for part in (left, kind, gone.destination) if part)

    def _voucher(self, made: Voucher) -> str:
        holds = made.state is VoucherState.LIVE
        word = self.tr("凭证") if holds else self.tr("凭证已作废")
        route = f"{made.from_place} → {made.to_place}"
        return f"{word}　{made.serial}　{route}　{made.depart_on:%Y-%m-%d}　{made.train}".rstrip()


class LentDecisions(Card):
    """What was decided there about who this is."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("该站的同一人认定"), "link")
        self._lang = lang
        self._list = QVBoxLayout()
        self.body.addLayout(self._list)

    def show_lent(self, lent: Lent) -> None:
        """Each link with when it was decided; undone ones are marked."""
        clear(self._list)
        made = {d.id: d for d in lent.file.decisions}
        for link in lent.file.links:
            word = say(f"sameness.{link.answer}", self._lang)
            if not link.stands:
                word = self.tr("{0}（已撤回）").format(word)
            self._list.addWidget(copyable(f"{self._when(made.get(link.decision))}　{word}"))
        if not lent.file.links:
            self._list.addWidget(words(self.tr("没有做过认定。"), "label"))

    def _when(self, made: Decision | None) -> str:
        return moment(made.at) if made else "—"


def _in_order(claim: Claim) -> tuple[int, int]:
    return list(ClaimKind).index(claim.kind), claim.id.int
