"""An imported survey as the text of a content file, and what `check` has to say about it."""

from typing import Any
from zoneinfo import ZoneInfo

import yaml

from editorial.fields import Context, FieldReader
from editorial.header import read_document
from editorial.interchange.model import Imported
from editorial.problems import ContentError, Problem
from editorial.survey import Survey, read_survey
from editorial.yaml_text import UNSEEN_BREAKS


def survey_text(imported: Imported) -> str:
    """Return the file of an imported survey, as an author would write it."""
    # A width without limit keeps one value on one line, which is what a diff wants.
    header = yaml.dump(
        dict(imported.header), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**31
    )
    body = f"\n{imported.introduction}\n" if imported.introduction else ""
    return f"---\n{header}---\n{body}"


def read_text(text: str, *, slug: str, zone: ZoneInfo) -> tuple[Survey | None, list[Problem]]:
    """Return the survey in a file and all that is wrong with it; None where nothing can be made of it."""
    path = f"surveys/{slug}.md"
    reader = FieldReader(path, Context(zone))
    try:
        survey = read_survey(read_document(text.encode(), path), reader, stem=slug)
    except ContentError as error:
        return None, list(error.problems)
    return survey, sorted(reader.problems)


class _Dumper(yaml.SafeDumper):
    """Writes line ends that only YAML sees as escapes, Markdown as a block, and no anchors."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002
        """Indent lists below their key, as authors do."""
        super().increase_indent(flow, False)  # noqa: FBT003 - the library's signature

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the library's signature
        """Return True: what is there twice is written twice."""
        return True


def _text_node(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = None
    if any(character in text for character in UNSEEN_BREAKS):
        style = '"'
    elif "\n" in text:
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _mapping_node(dumper: _Dumper, data: dict[str, Any]) -> yaml.MappingNode:
    # An option fits on a line.
    return dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style="label" in data)


def _list_node(dumper: _Dumper, data: list[Any]) -> yaml.SequenceNode:
    is_short = all(isinstance(item, int) or (isinstance(item, str) and len(item) < 8) for item in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=is_short)


_Dumper.add_representer(str, _text_node)
_Dumper.add_representer(dict, _mapping_node)
_Dumper.add_representer(list, _list_node)
