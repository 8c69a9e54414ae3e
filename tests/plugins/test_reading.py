import re

LONG = "\n\n".join(f"## Heading {number}\n\nWords." for number in range(4))


def part(page, name):
    """Return the part of a page with this class, without its tags' attributes but for addresses."""
    match = re.search(rf'<(nav|div) class="{name}[" ].*?</\1>', page, re.DOTALL)
    return match[0] if match else ""


def links(text):
    return re.findall(r'href="([^"]*)"', text)


def test_a_post_says_where_to_go_from_here_and_why(site):
    site.post("here", stage="interest")
    site.post("there", stage="consideration")

    site.build()

    step = part(site.page("posts/here"), "next-step")
    assert links(step) == ["/posts/there/", "/stages/consideration/"]
    assert "Summary of there." in step
    assert "The next step in Planning:" in step
    assert part(site.page("posts/there"), "next-step") == ""


def test_no_post_leads_to_a_hidden_or_a_waiting_one_but_these_lead_on(site):
    site.post("here", stage="interest", tags="[one]")
    site.post("hidden", stage="interest", status="hidden", tags="[one]")
    site.post("waiting", stage="interest", date="2026-05-01", tags="[one]")
    site.post("there", stage="consideration")

    site.build(preview_folder="preview/0123")

    assert links(part(site.page("posts/here"), "next-step"))[0] == "/posts/there/"
    assert links(part(site.page("posts/here"), "related-posts")) == []
    assert links(part(site.page("posts/hidden"), "next-step"))[0] == "/posts/there/"
    assert links(part(site.page("preview/0123/waiting"), "next-step"))[0] == "/posts/there/"
    assert "/posts/hidden/" not in site.page("posts/there")


def test_related_posts_leave_out_the_next_step_and_the_parts_of_the_series(site):
    site.post("here", stage="interest", series="Run", series_index=1)
    site.post("second", stage="interest", series="Run", series_index=2)
    site.post("there", stage="consideration")
    site.post("akin", stage="epiphany")

    site.build()

    assert links(part(site.page("posts/here"), "related-posts")) == ["/posts/akin/"]


def test_a_long_post_has_a_table_of_contents_and_a_short_one_has_none(site):
    site.post("long", LONG)
    site.post("short", "## Heading\n\nWords.")

    site.build()

    assert links(part(site.page("posts/long"), "contents")) == [f"#heading-{number}" for number in range(4)]
    assert part(site.page("posts/short"), "contents") == ""


def test_share_links_are_there_once_the_site_has_an_address(site):
    site.post("here", title='"Tea & cake"')

    site.build(overrides={"SITEURL": "https://example.org/blog"})

    share = part(site.page("posts/here"), "share meta")
    address = "https%3A%2F%2Fexample.org%2Fblog%2Fposts%2Fhere%2F"
    assert links(share) == [
        f"mailto:?subject=Tea%20%26%20cake&amp;body={address}",
        f"https://www.linkedin.com/sharing/share-offsite/?url={address}",
        f"https://bsky.app/intent/compose?text=Tea%20%26%20cake%20{address}",
        f"https://news.ycombinator.com/submitlink?u={address}&amp;t=Tea%20%26%20cake",
    ]
    assert share.count('rel="noopener noreferrer nofollow"') == 4


def test_without_an_address_and_in_a_preview_there_is_nothing_to_share(site):
    site.post("here")
    site.post("waiting", date="2026-05-01")

    site.build()
    assert links(part(site.page("posts/here"), "share meta")) == []

    site.build(preview_folder="preview/0123", overrides={"SITEURL": "https://example.org"})
    assert links(part(site.page("preview/0123/waiting"), "share meta")) == []


def test_the_page_for_addresses_that_lead_nowhere_helps_on(site):
    for number in range(7):
        site.post(f"p{number}", date=f"2026-02-0{number + 1}")

    site.build()

    page = (site.output / "404.html").read_text(encoding="utf-8")
    assert {"/search/", "/stages/interest/", "/topics/", "/archive/"} <= set(links(page))
    assert re.findall(r"/posts/(p\d)/", page) == ["p6", "p5", "p4", "p3", "p2"]
