"""Builds one after the other, as `invoke serve` makes them: what changed is made again, and only that."""

import gc
import shutil

import pytest
from pelican.contents import Content

from plugins.build import PROJECT, BuildError
from plugins.content_cache import ContentCache
from plugins.page_memory import PageMemory
from tests.builders import files_in

POSTS = 12
SURVEY = "---\ntitle: {title}\npurpose: To know.\nquestions:\n  - {{id: tea, ask: Tea?, type: yes_no}}\n---\n"


@pytest.fixture
def written(site):
    """A site with a bit of everything, and what lasts from one of its builds to the next."""
    site.put("authors/ben.md", "---\nname: Ben Inkwell\n---\n\nCounts words.\n")
    site.put("pages/about.md", "---\ntitle: About\nmenu_order: 1\n---\n\nAbout us.\n")
    site.put("surveys/tea.md", SURVEY.format(title="Tea"))
    site.put("editorial.yaml", "timezone: Europe/London\n")
    for number in range(POSTS):
        site.post(
            f"post-{number:02}",
            f"## Tea\n\nWords of {number}. [Next]({{filename}}/posts/post-{(number + 1) % POSTS:02}.md).",
            date=f"2026-0{1 + number % 2}-{1 + number:02}",
            authors="[ada, ben]" if number % 3 == 0 else "[ben]",
            category=("Planning", "Writing")[number % 2],
            tags=f"[tea, tag-{number % 4}]",
            stage=("epiphany", "interest", "loyalty")[number % 3],
            **({"series": "Tea at work", "series_index": number + 1} if number % 4 == 0 else {}),
            **({"survey": "tea"} if number == 2 else {}),
        )
    site.put("authors/cleo.md", "---\nname: Cleo\n---\n")
    site.post("waits", date="2026-12-01", status="review", authors="[cleo]", category="Elsewhere")
    site.post("spoken", authors="[cleo]", summary=None)
    site.theme = site.content.parent / "theme"
    shutil.copytree(PROJECT / "theme", site.theme)
    site.kept = {"PAGE_MEMORY": PageMemory(), "POST_CACHE": ContentCache(None)}
    site.rebuild = lambda: site.build(
        preview_folder="preview/secret",
        overrides={"THEME": str(site.theme), "SEARCH_LATER": lambda *_: None, **site.kept},
    )
    return site


def replaced(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


EDITS = {
    "text": lambda site: replaced(site.content / "posts/post-03.md", "Words of 3", "Other words of 3"),
    "title": lambda site: replaced(site.content / "posts/post-04.md", "Title of post-04", "A new title"),
    "summary": lambda site: replaced(site.content / "posts/post-05.md", "Summary of post-05", "In short"),
    "date": lambda site: replaced(site.content / "posts/post-06.md", "2026-01-07", "2025-11-30"),
    "slug": lambda site: replaced(site.content / "posts/post-07.md", "category:", "slug: moved\ncategory:"),
    "tag added": lambda site: replaced(site.content / "posts/post-08.md", "[tea,", "[tea, quite-new,"),
    "topic": lambda site: replaced(site.content / "posts/post-09.md", "Writing", "Reading"),
    "stage": lambda site: replaced(site.content / "posts/post-10.md", "interest", "loyalty"),
    "hidden": lambda site: replaced(site.content / "posts/post-11.md", "approved", "hidden"),
    "taken back": lambda site: replaced(site.content / "posts/post-00.md", "approved", "draft"),
    "deleted": lambda site: (site.content / "posts/post-02.md").unlink(),
    "first paragraph": lambda site: replaced(site.content / "posts/spoken.md", "Some words", "More words"),
    "last of its author": lambda site: (site.content / "posts/spoken.md").unlink(),
    "added": lambda site: site.post("brand-new", date="2026-02-28", tags="[tag-1]"),
    "preview": lambda site: replaced(site.content / "posts/waits.md", "Title of waits", "Still waiting"),
    "author renamed": lambda site: replaced(site.content / "authors/ben.md", "Ben Inkwell", "Ben Inkpot"),
    "biography": lambda site: replaced(site.content / "authors/ada.md", "everything", "nothing"),
    "page": lambda site: replaced(site.content / "pages/about.md", "title: About", "title: Who we are"),
    "survey": lambda site: site.put("surveys/tea.md", SURVEY.format(title="Tea and coffee")),
    "policy": lambda site: site.put("editorial.yaml", "timezone: Pacific/Auckland\n"),
    "template": lambda site: replaced(
        site.theme / "templates/includes/site_footer.html", "No cookies", "No biscuits"
    ),
    "style": lambda site: (site.theme / "static/css/base.css").write_text("body { margin: 1px; }\n"),
    "file in the output": lambda site: (site.output / "posts/post-03/index.html").write_text("meddled"),
    "file taken out of the output": lambda site: (site.output / "tags/tea/index.html").unlink(),
}


def test_after_every_edit_a_rebuilt_site_equals_a_fresh_one(written, tmp_path):
    written.rebuild()
    kept, output = written.kept, written.output

    for number, (name, edit) in enumerate(EDITS.items()):
        edit(written)
        written.rebuild()

        written.output, written.kept = tmp_path / f"fresh-{number}", {"POST_CACHE": ""}
        written.rebuild()
        rebuilt, fresh = files_in(output), files_in(written.output)
        written.output, written.kept = output, kept
        assert sorted(rebuilt) == sorted(fresh), name
        assert [path for path in fresh if rebuilt[path] != fresh[path]] == [], name


def test_a_page_whose_inputs_did_not_change_is_not_made_again(written, monkeypatch):
    written.rebuild()
    made = []
    note = PageMemory.note
    monkeypatch.setattr(PageMemory, "note", lambda *given: made.append(str(given[1])) or note(*given))

    written.rebuild()
    assert made == []

    replaced(written.content / "posts/post-03.md", "Words of 3", "Other words of 3")
    written.rebuild()
    pages = {path.removeprefix(f"{written.output.resolve()}/") for path in made if path.endswith(".html")}
    assert pages == {"posts/post-03/index.html"}


def test_no_post_outlives_its_build(written):
    for number in range(3):
        replaced(written.content / "posts/post-03.md", "Words of 3", f"{number} Words of 3")
        written.rebuild()

    gc.collect()
    assert [thing for thing in gc.get_objects() if isinstance(thing, Content)] == []


def test_a_build_that_fails_half_way_does_not_mislead_the_next_one(written, tmp_path):
    written.rebuild()
    replaced(written.theme / "templates/tag.html", "Tag</p>", "Tag</p>{{ not_there }}")
    replaced(written.content / "posts/post-03.md", "Words of 3", "Other words of 3")
    with pytest.raises(BuildError, match="not_there"):
        written.rebuild()

    replaced(written.theme / "templates/tag.html", "{{ not_there }}", "")
    written.rebuild()

    rebuilt = files_in(written.output)
    written.output, written.kept = tmp_path / "fresh", {}
    written.rebuild()
    assert rebuilt == files_in(written.output)
