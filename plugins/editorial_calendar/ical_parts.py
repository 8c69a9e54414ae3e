"""The texts that calendar files are put together from, kept between runs by what they were made from.

Folding and escaping thousands of events takes longer than the whole plan. What is kept holds for this code
and this version of the library; a file that is damaged, or that other code has written, is as good as none.
"""

import contextlib
import hashlib
import json
import sys
from collections.abc import Callable
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from plugins.derived_files import write_whole

# The desks of a command and of a server, and of another content folder, may share a file.
KEPT_DESKS = 4
CODE = ("ical.py", "ical_event.py", "ical_zone.py")


class CalendarParts:
    """Parts of calendar files; without a `path` they are kept only as long as this lives itself."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._code = _drawing_code()
        self._kept = self._load()
        self._used: dict[str, str] = {}
        self._is_changed = False

    def text(self, recipe: str, make: Callable[[], bytes]) -> bytes:
        """Return the part that `recipe` describes wholly; it is made where it is not there yet."""
        key = hashlib.blake2b(recipe.encode(errors="surrogatepass"), digest_size=16).hexdigest()
        kept = self._used.get(key) or self._kept.get(key)
        if kept is None:
            kept = make().decode()
            self._is_changed = True
        self._used[key] = kept
        return kept.encode()

    def save(self) -> None:
        """Keep the parts that were asked for, and of others as many as a few desks hold."""
        if self.path is None or not self._is_changed:
            return
        others = ((key, text) for key, text in self._kept.items() if key not in self._used)
        parts = self._used | dict(islice(others, len(self._used) * (KEPT_DESKS - 1)))
        # Without room or rights the next run makes them again.
        with contextlib.suppress(OSError):
            write_whole(self.path, json.dumps({"code": self._code, "parts": parts}).encode())

    def _load(self) -> dict[str, str]:
        with contextlib.suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
            data = json.loads(self.path.read_bytes()) if self.path else {}
            parts = data.get("parts", {})
            if data.get("code") == self._code and all(isinstance(text, str) for text in parts.values()):
                return dict(parts)
        return {}


def _drawing_code() -> str:
    digest = hashlib.sha256(f"{sys.version} {version('icalendar')}".encode())
    for name in CODE:
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.hexdigest()
