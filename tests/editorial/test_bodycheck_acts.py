from datetime import datetime
from pathlib import Path

import pytest

from editorial.bodycheck import SiteFacts, check_bodies
from editorial.folder_walk import content_files
from tests.builders import header_text, post_text, read_files

NOON = datetime.fromisoformat("2026-03-01T12:00:00+00:00")
FACTS = SiteFacts(site_url="https://example.org")


def found(folder: Path, body: str, files: dict[str, str | bytes]) -> list[str]:
    """The problems in words, with lines that count from the body's first."""
    post = post_text(body, title="Here", summary="What is here.")
    first = post.split("\n").index("", 1) + 1
    content = read_files(
        folder, {"authors/ada.md": header_text({"name": "Ada"}), "posts/a.md": post, **files}
    )
    problems = check_bodies(content, FACTS, NOON, content_files(folder)).problems
    return [f"{problem.line - first}{str(problem).partition(f':{problem.line}')[2]}" for problem in problems]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("Tea.\n\n<script>alert(1)</script>", "3: warning not-allowed a <script>"),
        ("Tea.\n\n<script type=module src=/images/leaf.js></script>", "3: warning not-allowed a <script>"),
        ("Tea.\n\nA <script>alert(1)</script> within", "3: warning not-allowed a <script>"),
        ('Tea.\n\n<base href="/images/">', "3: warning not-allowed a <base>"),
        ('Tea.\n\n<meta http-equiv="refresh" content="0; url=/about/">', "3: warning not-allowed a <meta>"),
        ("Tea.\n\n<p onclick='alert(1)'>x</p>", "3: warning not-allowed onclick in <p>"),
        ("Tea.\n\n<svg onload=alert(1)></svg>", "3: warning not-allowed onload in <svg>"),
        ("Tea.\n\n![x](/images/leaf.js){: onerror=alert }", "3: warning not-allowed onerror in <img>"),
        ("Tea.\n\n[x](javascript:alert)", "3: warning not-allowed the address javascript:alert"),
        ("Tea.\n\n<a href=' java\tscript:x'>x</a>", "3: warning not-allowed the address javascript:x"),
        ("Tea.\n\n<style>p { color: red }</style>", "3: warning not-allowed a <style>"),
    ],
)
def test_what_acts_by_itself_is_not_allowed(tmp_path, body, what):
    problems = found(tmp_path, body, {"images/leaf.js": "x"})

    (finding,) = [line for line in problems if "not-allowed" in line]
    assert finding == (
        f"{what} is not allowed in a text "
        "(take it out: the site's own policy blocks it, and other hosts have none)"
    )


@pytest.mark.parametrize(
    "body",
    [
        "![x](ADDRESS)",
        "![x][dot]\n\n[dot]: ADDRESS",
        '<img alt="" srcset="/images/leaf.png 1x, ADDRESS 2x" src="/images/leaf.png">',
        '<video poster="ADDRESS"></video>',
        "<audio src=ADDRESS></audio>",
        "<object data='ADDRESS'></object>",
        "<svg><image href='ADDRESS'/></svg>",
        '<link rel="stylesheet" href="ADDRESS">',
        "<style>p { background: url(ADDRESS) }</style>",
        '<p style="background: url(ADDRESS)">x</p>',
    ],
)
@pytest.mark.parametrize("address", ["https://outside.example/dot.png", "//outside.example/dot.png"])
def test_what_is_loaded_from_another_site_is_pointed_out(tmp_path, body, address):
    problems = found(tmp_path, body.replace("ADDRESS", address), {"images/leaf.png": b"png"})

    (finding,) = [line for line in problems if "loads-elsewhere" in line]
    assert finding.partition(": ")[2] == (
        f"warning loads-elsewhere {address} is loaded from another site, which learns of every reader "
        "(save the file under images/ and show that, or link to it)"
    )


def test_what_neither_acts_nor_loads_anything_from_elsewhere_has_no_findings(tmp_path):
    body = (
        "[A talk](https://outside.example/talk){: .embed } ![x](/images/leaf.png)\n\n"
        '`<script>` and `onclick="x"` are code, once = one\n\n    <script>alert(1)</script>\n\n'
        '<script type="application/ld+json">{"a": "b"}</script>\n\n'
        '<iframe src="https://outside.example/film" title="A film"></iframe>\n\n'
        '<img alt="" src="https://example.org/images/leaf.png">\n\n<a data-on="x" href="#top">up</a>\n'
    )

    problems = found(tmp_path, body, {"images/leaf.png": b"png"})

    assert [line for line in problems if "own-address" not in line] == []
