from editorial.assets import fingerprinted, stylesheet
from tests.builders import write_content


def test_the_style_sheet_is_its_parts_in_order(tmp_path):
    write_content(
        tmp_path / "static" / "css",
        {
            "layout.css": "layout",
            "components/post_card.css": "card",
            "components/badge.css": "badge",
            "tokens.css": "tokens",
            "base.css": "base",
            "components/notes.txt": "no",
        },
    )

    assert stylesheet(tmp_path).split("\n") == ["tokens", "base", "layout", "badge", "card"]


def test_the_fingerprint_changes_with_the_text_only():
    name = fingerprinted("site.css", "a {}")

    assert name == fingerprinted("site.css", "a {}")
    assert name != fingerprinted("site.css", "b {}")
    assert name.startswith("site.")
    assert name.endswith(".css")
    assert len(name) == len("site.12345678.css")
