"""A province's own texts of forms, and the program that makes OFD."""

from pathlib import Path

from app.devices import ofd
from app.doctor.finding import Finding, State, good, trouble
from app.domain.errors import Unavailable
from app.paper import forms
from app.paper.own import check
from app.paper.own_told import told


def texts(data: Path, lang: str) -> Finding:
    """The first that needs mending; papers are printed all the same, with the shipped text."""
    folder = data / forms.OWN
    slips = check(folder) if folder.is_dir() else ()
    if not slips:
        return good("form_texts")
    facts = {"many": len(slips), "first": told(slips[0], folder, lang)}
    return Finding(about="form_texts", state=State.HINT, key="forms.told", facts=facts)


def ofd_program(command: str) -> Finding:
    """Whether the program that the settings name is there."""
    if not command:
        return Finding(about="ofd", state=State.UNSET, key="doctor.ofd_unset")
    try:
        ofd.check(command)
    except Unavailable as sorry:
        return trouble("ofd", sorry)
    return good("ofd")
