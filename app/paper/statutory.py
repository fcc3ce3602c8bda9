"""Which texts no province may change: what the law words, and what keeps a paper honest."""

STATUTORY = frozenset({"registration", "refusal", "stay", "own_leaving", "voucher", "termination"})
"""Forms 1, 7, 8, 9, 11 and 21: their title, labels, headings, answers and legal basis stand as the
ministry's models and 社会救助法 have them."""
_MODEL = ("title", "labels", "headings", "choices", "basis", "parts")
_LOCKED = {
    # What voids a paper, marks it unverified or says how it was printed.
    "common": (
        "unverified", "offline", "synced", "reprint", "copy", "page", "void", "changed", "signed",
        "temporary", "unchecked", "continued", "printed",
    ),
    # Remedies: 行政复议法 20, 行政诉讼法 46; and to whom somebody may still turn.
    "refusal": ("clauses", "questions", "words.text"),
    "termination": ("clauses", "questions", "words.text"),
    # 限本人，退款原路退回.
    "voucher": ("clauses", "words.route"),
    "own_leaving": ("words.text.statement",),
    # PIPL 29: consent to faces is asked apart, and may be refused.
    "notice": ("questions",),
    # The list never blocks help in need; how to object.
    "listing_notice": ("clauses", "words.effects", "words.text"),
    "listing_objection": ("clauses", "words.text"),
    "listing_decision": ("clauses", "words.effects", "words.text"),
    "recovery": ("title",),
}  # fmt: skip


def is_locked(form: str, key: str) -> bool:
    """Whether this text of this form stays as it is shipped."""
    parts = _LOCKED.get(form, ()) + (_MODEL if form in STATUTORY else ())
    return any(key == part or key.startswith(f"{part}.") for part in parts)
