"""What outside links have answered, kept between runs."""

import contextlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

BUSY = {429, 503}


@dataclass(frozen=True)
class Answer:
    """What came of asking: a status, or why there is none; `moved_to` is where it has gone for good."""

    status: int
    reason: str = ""
    moved_to: str = ""

    @property
    def is_good(self) -> bool:
        """True when a reader would arrive."""
        return 200 <= self.status < 400

    @property
    def is_busy(self) -> bool:
        """True when nothing was learned."""
        return self.status in BUSY


class LinkMemory:
    """The answers of earlier runs, in a file; a file that cannot be read is as good as none."""

    def __init__(self, path: Path, *, days_good: int, days_bad: int) -> None:
        self.path = path
        self.days_good, self.days_bad = days_good, days_bad
        self.entries: dict[str, dict[str, Any]] = {}
        with contextlib.suppress(OSError, ValueError):
            data = json.loads(path.read_text(encoding="utf-8"))
            entries = data.items() if isinstance(data, dict) else ()
            self.entries = {url: entry for url, entry in entries if _is_entry(entry)}

    def answer(self, url: str, now: datetime) -> Answer | None:
        """Return what is known of an address, unless it is too old to be believed."""
        entry = self.entries.get(url)
        if entry is None:
            return None
        answer = Answer(entry["status"], entry["reason"], entry["moved_to"])
        days = self.days_good if answer.is_good else self.days_bad
        age = now - datetime.fromisoformat(entry["asked"])
        return answer if timedelta(0) <= age < timedelta(days=days) else None

    def keep(self, urls: Iterable[str], learned: Mapping[str, Answer], now: datetime) -> None:
        """Write down what was learned now; of what was known, only addresses that are linked to stay."""
        asked = now.isoformat()
        kept = {url: self.entries[url] for url in urls if url in self.entries}
        kept |= {
            url: {**asdict(answer), "asked": asked} for url, answer in learned.items() if not answer.is_busy
        }
        self.path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self.path.with_name(f".{self.path.name}.new")
        text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True)
        temporary.write_text(f"{text}\n", encoding="utf-8")
        temporary.replace(self.path)


def _is_entry(entry: object) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("status"), int):
        return False
    if not all(isinstance(entry.get(key), str) for key in ("reason", "moved_to", "asked")):
        return False
    try:
        return datetime.fromisoformat(entry["asked"]).tzinfo is not None
    except ValueError:
        return False
