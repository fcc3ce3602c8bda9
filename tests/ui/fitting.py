"""Whether every text has the room it asks for."""

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

_TEXTS = (QLabel, QAbstractButton, QLineEdit, QComboBox)


def too_narrow(widget: QWidget) -> list[str]:
    """Visible labels, buttons and inputs that are smaller than they must be, or are cut off."""
    found = []
    for part in widget.findChildren(QWidget):
        # A line edit keeps its own small buttons inside itself, smaller than they ask for.
        inside = isinstance(part.parentWidget(), QLineEdit)
        if isinstance(part, _TEXTS) and part.isVisible() and not inside:
            least, size = part.minimumSizeHint(), part.size()
            if size.width() < least.width() or size.height() < least.height():
                found.append(f"{_name(part)}: {size.toTuple()} < {least.toTuple()}")
            if isinstance(part, QLabel) and part.wordWrap():
                wanted = part.heightForWidth(size.width())
                if size.height() < wanted:
                    found.append(f"{_name(part)}: {size.height()} < {wanted} high")
    return found


def nameless(widget: QWidget) -> list[str]:
    """Inputs that a screen reader could not name."""
    inputs = [
        part
        for kind in (QAbstractButton, QLineEdit, QComboBox)
        for part in widget.findChildren(kind)
        if part.isVisible() and not isinstance(part.parentWidget(), QLineEdit)
    ]
    return [repr(part) for part in inputs if not (part.accessibleName() or _words(part))]


def _words(part: QWidget) -> str:
    return part.text() if isinstance(part, QAbstractButton) else ""


def _name(part: QWidget) -> str:
    text = getattr(part, "text", part.accessibleName)()
    return f"{type(part).__name__} {text!r}"
