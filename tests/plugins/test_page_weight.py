"""What a reader's first visit to a post costs, images left out."""

import gzip
import re
from datetime import UTC, datetime
from pathlib import Path

from plugins.build import PROJECT, BuildRequest, build_site

MOST_BYTES = 30_000
# What a form in the page brings along at once; proof and figures are fetched when they are needed.
PARTS = re.compile(r'(?:src|href|data-(?:once|rules|send|wait))="(/theme/[^"]+\.(?:css|js))"')


def weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


def test_no_post_of_ours_costs_more_than_thirty_kilobytes(tmp_path):
    build_site(BuildRequest(PROJECT / "content", tmp_path / "site", datetime(2026, 11, 22, 10, tzinfo=UTC)))

    pages = sorted((tmp_path / "site/posts").glob("*/index.html"))
    weights = {}
    for page in pages:
        parts = {tmp_path / "site" / part[1:] for part in PARTS.findall(page.read_text(encoding="utf-8"))}
        weights[page.parent.name] = weight(page) + sum(map(weight, parts))

    assert pages
    assert {name: size for name, size in weights.items() if size > MOST_BYTES} == {}
