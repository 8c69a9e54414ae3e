import json
import re

FOLDER = "preview/0123456789abcdef"


def test_every_post_that_waits_has_a_preview_that_no_search_engine_takes_up(site):
    site.post("seen")
    site.post("tomorrow", date="2026-03-02")
    site.put("posts/notion.md", "---\ntitle: Just a notion\nstatus: idea\n---\n")

    site.build(preview_folder=FOLDER)

    previews = {url for url in site.addresses() if "preview" in url}
    assert previews == {f"/{FOLDER}/", f"/{FOLDER}/tomorrow/", f"/{FOLDER}/notion/"}
    for url in previews:
        assert '<meta name="robots" content="noindex">' in site.page(url.strip("/"))


def test_no_page_outside_the_previews_mentions_them(site):
    site.post("seen", "Read [on]({filename}/posts/seen.md).")
    site.post("tomorrow", date="2026-03-02", tags="[new-tag]", series="Parts", series_index=1)

    site.build(preview_folder=FOLDER)

    public = [path for path in site.output.rglob("*") if path.is_file() and "preview" not in path.parts]
    for path in public:
        if path.name != ".masthead-files":
            text = path.read_text(encoding="utf-8", errors="replace")
            assert "tomorrow" not in text, path
            assert "preview/" not in text, path
    assert json.loads((site.output / "site.json").read_text())["posts"][0]["id"] == "seen"


def test_a_preview_says_why_the_post_is_not_live(site):
    site.post("tomorrow", date="2026-03-02")
    site.post("late", status="review", date="2026-02-20")
    site.put("posts/notion.md", "---\ntitle: Just a notion\nstatus: idea\n---\n")

    site.build(preview_folder=FOLDER)

    assert "Approved and scheduled for 2 March 2026." in site.page(f"{FOLDER}/tomorrow")
    assert "Status: review, planned for 20 February 2026. It is overdue." in site.page(f"{FOLDER}/late")
    assert "Status: idea, without a date." in site.page(f"{FOLDER}/notion")


def test_a_link_between_waiting_posts_leads_to_the_preview(site):
    site.post("tomorrow", date="2026-03-02")
    site.post("after", "See [it]({filename}tomorrow.md).", date="2026-03-03")

    site.build(preview_folder=FOLDER)

    assert re.search(rf'href="/{FOLDER}/tomorrow/">it</a>', site.page(f"{FOLDER}/after"))
