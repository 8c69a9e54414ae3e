"""The parts of calendar files that are kept between runs."""

import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from plugins.editorial_calendar.ical_parts import KEPT_DESKS, CalendarParts
from plugins.editorial_calendar.ical_zone import zone_file


def saved(path: Path, *recipes: str) -> CalendarParts:
    parts = CalendarParts(path)
    for recipe in recipes:
        parts.text(recipe, recipe.upper().encode)
    parts.save()
    return parts


def made_anew(path: Path, *recipes: str) -> list[str]:
    """Return the recipes whose part is not kept."""
    found: list[str] = []
    parts = CalendarParts(path)
    for recipe in recipes:

        def make(recipe: str = recipe) -> bytes:
            found.append(recipe)
            return b""

        parts.text(recipe, make)
    return found


def test_a_part_is_made_once_and_kept_for_the_next_run(tmp_path):
    path = tmp_path / "var/parts.json"

    saved(path, "grüße")

    assert made_anew(path, "grüße", "other") == ["other"]
    assert CalendarParts(path).text("grüße", bytes) == "GRÜSSE".encode()


def test_without_a_file_parts_are_kept_as_long_as_the_object():
    parts = CalendarParts(None)
    first = parts.text("tea", lambda: b"TEA")

    parts.save()

    assert (first, parts.text("tea", bytes)) == (b"TEA", b"TEA")


def test_a_run_that_makes_nothing_writes_nothing(tmp_path):
    path = tmp_path / "parts.json"
    saved(path, "tea")
    stamp = path.stat().st_mtime_ns, path.stat().st_ino

    saved(path, "tea")

    assert (path.stat().st_mtime_ns, path.stat().st_ino) == stamp


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"\xff\x00",
        lambda data: b"[]",
        lambda data: b'{"code": "another", "parts": {}}',
        lambda data: json.dumps(json.loads(data) | {"parts": {"key": 1}}).encode(),
        lambda data: json.dumps(json.loads(data) | {"parts": None}).encode(),
        lambda data: json.dumps(json.loads(data) | {"code": "of another version"}).encode(),
    ],
)
def test_a_damaged_or_foreign_file_is_as_good_as_none(tmp_path, damage):
    path = tmp_path / "parts.json"
    saved(path, "tea")
    path.write_bytes(damage(path.read_bytes()))

    assert made_anew(path, "tea") == ["tea"]


def test_parts_of_other_desks_are_kept_as_long_as_they_are_few(tmp_path):
    path = tmp_path / "parts.json"
    for number in range(KEPT_DESKS + 3):
        saved(path, f"desk {number}")

    kept = json.loads(path.read_bytes())["parts"]

    assert len(kept) == KEPT_DESKS
    assert made_anew(path, f"desk {KEPT_DESKS + 2}", f"desk {KEPT_DESKS + 1}", "desk 0") == ["desk 0"]


def test_a_folder_that_takes_no_file_is_no_fault(tmp_path):
    (tmp_path / "file").write_text("in the way")

    parts = saved(tmp_path / "file/parts.json", "tea")

    assert parts.text("tea", bytes) == b"TEA"


@pytest.mark.parametrize("name", ["Europe/London", "UTC", "America/Argentina/Buenos_Aires"])
def test_a_zones_file_is_found_where_its_rules_come_from(name):
    assert zone_file(ZoneInfo(name)).startswith(b"TZif")


def test_a_zones_file_is_found_in_the_package_where_the_machine_has_none(monkeypatch):
    monkeypatch.setattr("zoneinfo.TZPATH", ())

    assert zone_file(ZoneInfo("Europe/London")).startswith(b"TZif")
