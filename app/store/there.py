"""Whether a register lies in a folder: asked before the first page is painted, so without SQL."""

from pathlib import Path

DATABASE = "register.db"
KEYS = "keys.json"
MAKING = "register.making"
"""Lies in the folder until set-up or restore is done: what is there is no register yet."""


def exists(folder: Path) -> bool:
    """Whether a register, whole or damaged, is in this folder: set-up is refused over either
    file. What a killed set-up left half made is none."""
    half = (folder / MAKING).exists()
    return not half and ((folder / DATABASE).exists() or (folder / KEYS).exists())
