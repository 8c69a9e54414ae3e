from dataclasses import replace
from pathlib import Path

from markdown import Markdown

from plugins import rendered_texts
from plugins.rendered_texts import RenderedTexts
from tests.builders import make_post


def test_a_text_that_did_not_change_is_not_converted_again(site, monkeypatch):
    site.post("same")
    site.post("edited")
    site.build()
    converted = []
    convert = Markdown.convert
    monkeypatch.setattr(
        Markdown, "convert", lambda self, text: converted.append(text.strip()) or convert(self, text)
    )

    site.post("edited", "Other words.")
    site.build()

    assert "Other words." in converted
    assert "Some words." not in converted


def test_a_build_with_kept_texts_equals_one_without(site, tmp_path):
    body = "## One\n\nWords.[^1]\n\n## Two\n\n[^1]: Note.\n\n## Three\n\n## Four\n"
    site.post("one", body)
    for name in ("before", "then"):
        site.post(name, f"It has no note, but a word of its own: {name}.")
    site.build(overrides={"TEXT_CACHE": ""})
    plain = site.everything()
    assert [name for name in ("before", "one", "then") if "Note." in site.page(f"posts/{name}")] == ["one"]

    for _ in range(2):
        site.output = tmp_path / "other"
        site.build()

    assert site.everything() == plain


def test_the_key_of_a_kept_text_counts_all_of_our_code_that_converts():
    own = {Path(file).name for file in rendered_texts._OWN_CODE}

    assert own == {
        "callouts.py", "embeds.py", "html_comments.py", "linear_markdown.py", "markup.py",
        "rendered_texts.py", "rest_text.py", "work_meter.py",
    }  # fmt: skip


def test_a_text_is_converted_anew_by_other_code_and_for_another_kind_of_file(tmp_path, monkeypatch):
    post = make_post("posts/tea.md", "``tea``")
    rest = replace(post, source=replace(post.source, path="posts/tea.rst"))
    first = RenderedTexts(str(tmp_path)).render(post)

    assert first.html == "<p><code>tea</code></p>"
    assert RenderedTexts(str(tmp_path)).render(rest).html != first.html
    monkeypatch.setattr(rendered_texts, "_engine", lambda: "other code")
    monkeypatch.setattr(Markdown, "convert", lambda self, text: "another text")
    assert RenderedTexts(str(tmp_path)).render(post).html == "another text"
