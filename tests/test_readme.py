"""The map in the README: every module has its place in it, and nothing in it is gone."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


def patterns(package: str) -> list[str]:
    """Return the names, with stars for families, that the README's table of a package has."""
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    table = readme.partition(f"### `{package}/`")[2].partition("\n#")[0]
    return [
        name
        for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
        for name in re.findall(r"`(.+?)`", row)
    ]


def modules(package: str) -> set[str]:
    """Return the package's modules and folders as the table names them."""
    found = {path.stem for path in (PROJECT / package).glob("*.py")} - {"__init__"}
    return found | {f"{path.parent.name}/" for path in (PROJECT / package).glob("*/__init__.py")}


@pytest.mark.parametrize("package", ["editorial", "plugins", "survey_server"])
def test_every_module_has_its_place_in_the_map_and_every_place_its_module(package):
    named, there = patterns(package), modules(package)

    without_place = {one for one in there if not any(fnmatch(one, name) for name in named)}
    without_module = {name for name in named if not any(fnmatch(one, name) for one in there)}

    assert (without_place, without_module) == (set(), set())
