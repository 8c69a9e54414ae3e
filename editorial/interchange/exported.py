"""The formats that surveys are written in, and what an exporter hands back."""

from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """The formats that surveys are written in."""

    SURVEYJS = "surveyjs"
    TRIPLE_S = "triple-s"
    DDI = "ddi"


@dataclass(frozen=True)
class Exported:
    """The text of the file, and a line for each thing that the format cannot hold."""

    text: str
    losses: tuple[str, ...] = ()
