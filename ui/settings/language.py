"""The language of window, sentences and papers, changed while the desk is open."""

from ui.cards import Card, words
from ui.fields import Press
from ui.page import Desk
from ui.translate import LANGUAGES, other


class LanguageCard(Card):
    """One button that names the other language in its own words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("界面语言"), "description")
        lang = desk.settings.lang
        told = self.tr(
            "现在是{0}。切换时没填完的登记都会保留；以后打印的文书也用新的语言。"
            "返乡凭证要交给车站，总是中文。"
        )
        self.body.addWidget(words(told.format(LANGUAGES[lang]), "label", wrap=True))
        self.change = Press(LANGUAGES[other(lang)], "plain", "Ctrl+L")
        self.change.clicked.connect(lambda: desk.choose("lang", other(lang)))
        self.row((self.change, 0)).addStretch(1)
