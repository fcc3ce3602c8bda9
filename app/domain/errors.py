"""The two ways a deed can fail that are not our fault: a rule says no, or the world does."""


class Said(Exception):  # noqa: N818  (it is no error of ours)
    """An outcome with a reason key and facts; the sentence is in app/words."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts

    def __str__(self) -> str:
        # Facts may hold personal data, and exceptions reach logs: only the key is printed.
        return self.key


class Refused(Said):
    """A rule says no; shown beside the field."""


class Unavailable(Said):
    """The world says no (device, disk, network); shown in the status bar, work goes on."""
