from markdown import Markdown


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
    site.build(overrides={"TEXT_CACHE": ""})
    plain = site.everything()

    for _ in range(2):
        site.output = tmp_path / "other"
        site.build()

    assert site.everything() == plain
