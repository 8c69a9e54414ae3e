import pytest

from editorial.problems import ContentError


@pytest.mark.parametrize(
    "link",
    [
        "[l]({static}/posts/late.md)",
        "![l]({attach}late.md)",
        "[l](|attach|./l%61te.md)",
        '<q cite="{static}/posts/late.md">l</q>',
    ],
)
def test_a_link_that_would_publish_the_source_of_a_post_stops_the_build(site, link):
    site.post("late", "Secret words.", date="2099-01-01")
    site.post("tea", f"Words.\n\n{link}")

    with pytest.raises(ContentError, match=r"posts/tea\.md:14: error text-as-file posts/late\.md is a text"):
        site.build()

    assert not site.output.exists()


@pytest.mark.parametrize(
    "image",
    [
        "![A rota]({filename}/posts/late.md)",
        "![A rota](|filename|late.md)",
        '<img src="{filename}late.md" alt="A rota">',
        "<video poster='{filename}/posts/late.md'></video>",
    ],
)
def test_an_image_that_is_a_text_stops_the_build(site, image):
    site.post("late", "Secret words.", date="2099-01-01")
    site.post("tea", f"Words.\n\n{image}")

    with pytest.raises(
        ContentError, match=r"posts/tea\.md:14: error text-as-file posts/late\.md is a text, "
    ):
        site.build()

    assert not site.output.exists()


def test_a_post_that_waits_stops_no_build_with_such_a_link(site):
    site.post("late", "[l]({static}/posts/tea.md)", date="2099-01-01")
    site.post("tea")

    assert site.build().live == 1


def test_the_source_of_a_text_is_not_copied_for_a_preview_either(site):
    site.post("late", "[l]({static}/posts/tea.md) [a]({static}/authors/ada.md)", date="2099-01-01")
    site.post("tea")

    site.build(preview_folder="preview/0123")

    assert "/preview/0123/late/" in site.addresses()
    assert list(site.output.rglob("*.md")) == []


def test_all_that_stops_a_build_is_said_at_once(site):
    site.post("tea", "[l]({static}/authors/ada.md)", aliases="[/topics/planning/]")

    with pytest.raises(ContentError) as caught:
        site.build()

    assert [problem.code for problem in caught.value.problems] == ["alias-taken", "text-as-file"]
