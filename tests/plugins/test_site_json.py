import hashlib
import json


def test_the_inventory_names_every_live_post_with_what_tools_need(site):
    site.post("tea", "Two words.", title="Tea", tags="[a, b]", format="essay")
    site.post("later", date="2026-05-01")
    site.post("whispered", status="hidden")

    site.build()

    digest = hashlib.sha256(b"Tea\n\nTwo words.\n").hexdigest()
    written = json.loads((site.output / "site.json").read_text(encoding="utf-8"))
    assert written["site"] == {
        "name": "Running Order",
        "tagline": "How teams publish ideas",
        "language": "en",
        "url": "",
        "menu": [
            [title, f"/{title.lower()}/"]
            for title in ("Stages", "Topics", "Authors", "Archive", "Surveys", "Search")
        ],
    }
    assert written["posts"] == [
        {
            "id": "tea",
            "url": "/posts/tea/",
            "title": "Tea",
            "date": "2026-02-01T09:00:00+00:00",
            "authors": ["ada"],
            "category": "Planning",
            "tags": ["a", "b"],
            "stage": "interest",
            "idea": "practical",
            "format": "essay",
            "words": 2,
            "digest": digest,
        }
    ]


def test_addresses_are_whole_where_the_site_has_an_address(site):
    site.post("tea")

    site.build(overrides={"SITEURL": "https://example.org/blog"})

    (post,) = json.loads((site.output / "site.json").read_text(encoding="utf-8"))["posts"]
    assert post["url"] == "https://example.org/blog/posts/tea/"
    assert 'href="https://example.org/blog/theme/site.' in site.page("posts/tea")
