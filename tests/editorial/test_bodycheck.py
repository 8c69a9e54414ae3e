from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from editorial.bodycheck import Bodies, SiteFacts, check_bodies
from editorial.folder_walk import content_files
from tests.builders import STAGES, header_text, post_text, read_files, survey_text

NOON = datetime.fromisoformat("2026-03-01T12:00:00+00:00")
FACTS = SiteFacts(stages=tuple(stage.key for stage in STAGES), site_url="https://example.org")
ADA = header_text({"name": "Ada Quill"})


def read(
    folder: Path,
    body: str,
    files: dict[str, str | bytes] | None = None,
    facts: SiteFacts = FACTS,
    **fields: object,
) -> Bodies:
    """What is found in `posts/here.md` with this body, beside other files."""
    fields = {"title": "Here", "summary": "What is here."} | fields
    whole = {"authors/ada.md": ADA, "posts/here.md": post_text(body, **fields), **(files or {})}
    content = read_files(folder, whole)
    assert not content.errors, list(map(str, content.errors))
    return check_bodies(content, facts, NOON, content_files(folder))


def found(
    folder: Path, body: str, files: dict[str, str | bytes] | None = None, **fields: object
) -> list[str]:
    """The problems in words, with lines that count from the body's first."""
    first = post_text(body, **fields).split("\n").index("", 1) + 1
    return [
        str(problem).replace(f"{folder.as_posix()}/posts/here.md:{problem.line}", f"{problem.line - first}")
        for problem in read(folder, body, files, **fields).problems
    ]


def there(title: str = "There", **fields: object) -> str:
    return post_text(**{"title": title, "summary": f"About {title}.", **fields})


def test_a_text_without_faults_has_no_findings(tmp_path):
    body = (
        "[There]({filename}there.md) and [a part]({filename}/posts/there.md#a-part), [about us](/about/),\n"
        "[tea](/topics/tea-talk/), [Ada](/authors/ada/), [a stage](/stages/interest/), [old](/old),\n"
        "[March](/archive/2026/03/), [news](/stages/interest/feed.atom), [page two](/tags/leaf/page/2/),\n"
        "[search](/search/?q=tea), [mail](mailto:ada@example.org)\n\n"
        "![A leaf]({static}/images/leaf.png) [large](/images/leaf.png)\n\n"
        "## A part\n\n### More\n\n## Last[^1]\n\n[^1]: See [above](#a-part).\n"
    )
    files = {
        "posts/there.md": there(body="## A part", category="Tea talk", tags="leaf", aliases="/old/"),
        "pages/about.md": header_text({"title": "About"}),
        "images/leaf.png": b"png",
    }

    assert found(tmp_path, body, files) == []


def test_a_link_to_a_file_that_is_not_there_is_an_error_at_each_of_its_lines(tmp_path):
    body = "[One]({filename}none.md)\n\n`[code]({filename}none.md)`\n\n[two]({filename}none.md)"

    assert found(tmp_path, body) == [
        "1: error dead-link there is no post or page posts/none.md (correct the path of the file)",
        "5: error dead-link there is no post or page posts/none.md (correct the path of the file)",
    ]


def test_a_link_to_a_file_that_lies_elsewhere_names_the_place(tmp_path):
    assert found(tmp_path, "[One]({filename}there.md)", {"posts/2026/there.md": there()}) == [
        (
            "1: error dead-link there is no post or page posts/there.md "
            "(did you mean {filename}/posts/2026/there.md?)"
        )
    ]


def test_a_link_to_a_post_that_waits_is_pointed_out(tmp_path):
    assert found(tmp_path, "[One]({filename}there.md)", {"posts/there.md": there(date="2026-03-02")}) == [
        (
            "1: warning link-waits posts/there.md is not live, so readers see the link's words only "
            "(nothing to do if it is meant to come alive later)"
        )
    ]


@pytest.mark.parametrize(("date", "number"), [("2026-04-02", 0), ("2026-04-04", 1)])
def test_a_post_that_waits_may_link_to_what_is_live_before_it(tmp_path, date, number):
    files = {"posts/there.md": there(date=date)}

    assert len(found(tmp_path, "[One]({filename}there.md)", files, date="2026-04-03")) == number


def test_the_plain_address_of_a_post_that_waits_is_an_error(tmp_path):
    assert found(tmp_path, "\n[One](/posts/there/)", {"posts/there.md": there(status="draft")}) == [
        (
            "2: error early-link /posts/there/ is the address of a post that is not live, posts/there.md "
            "(write it as {filename}/posts/there.md, which is shown as words until then)"
        )
    ]


@pytest.mark.parametrize(
    "address",
    ["/posts/none/", "/stages/none/", "/topics/none/", "/tags/none/", "/authors/none/", "/surveys/none/",
     "/series/none/", "/archive/1999/", "/none/", "../none/", "there.md", "/preview/x/there/"],
)  # fmt: skip
def test_an_address_that_the_site_does_not_have_is_an_error(tmp_path, address):
    (problem,) = read(tmp_path, f"[One]({address})", {"posts/there.md": there()}).problems

    assert (problem.code, problem.is_error) == ("dead-link", True)


def test_an_address_that_needs_another_post_to_be_live_says_so(tmp_path):
    files = {"posts/there.md": there(tags="secret", date="2027-01-01")}

    assert found(tmp_path, "[One](/tags/secret/)", files) == [
        (
            "1: error dead-link the site has no page /tags/secret/ before another post is live "
            "(correct the address)"
        )
    ]


def test_a_part_that_the_linked_text_does_not_have_is_pointed_out(tmp_path):
    body = "[One]({filename}there.md#none)\n[two](#none)\n[three](/posts/there/#none)\n[four](#main)"

    assert found(tmp_path, body, {"posts/there.md": there()}) == [
        (
            "1: warning dead-anchor #none is not in posts/there.md "
            "(correct it; a heading's name is its words in lower case, joined by hyphens)"
        ),
        (
            "2: warning dead-anchor #none is not in this text "
            "(correct it; a heading's name is its words in lower case, joined by hyphens)"
        ),
        (
            "3: warning dead-anchor #none is not in posts/there.md "
            "(correct it; a heading's name is its words in lower case, joined by hyphens)"
        ),
    ]


def test_the_sites_own_whole_address_is_pointed_out_and_followed(tmp_path):
    body = "[One](https://example.org/posts/here/)\n[two](https://EXAMPLE.org/posts/none/)"

    assert found(tmp_path, body) == [
        (
            "1: warning own-address https://example.org/posts/here/ names the site's own address "
            "(write /posts/here/, or {filename} and the file, so that it also works elsewhere)"
        ),
        "2: error dead-link the site has no page /posts/none/ (correct the address)",
        (
            "2: warning own-address https://EXAMPLE.org/posts/none/ names the site's own address "
            "(write /posts/none/, or {filename} and the file, so that it also works elsewhere)"
        ),
    ]


def test_a_path_that_forgets_the_folder_that_the_site_stands_in_is_dead(tmp_path):
    facts = replace(FACTS, site_url="https://example.org/blog")
    body = (
        "[a](/posts/here/)\n[b](/blog/posts/here/) [c](../here/) [d]({filename}here.md)\n![e](/images/e.png)"
    )
    files = {"images/e.png": b""}

    problems = read(tmp_path, body, files, facts).problems

    assert [(problem.code, problem.message) for problem in problems] == [
        ("dead-link", f"{path} leads out of the site, which stands at https://example.org/blog")
        for path in ("/posts/here/", "/images/e.png")
    ]
    assert read(tmp_path, "[a](https://example.org/other/)", None, facts).problems == ()


def test_what_leaves_the_site_is_gathered_with_its_lines(tmp_path):
    body = "[One](https://example.com/)\n[two](https://example.org:8443/)\n[three](https://example.com/)"

    outside = read(tmp_path, body).outside

    assert [(link.url, link.line - outside[0].line) for link in outside] == [
        ("https://example.com/", 0),
        ("https://example.com/", 2),
        ("https://example.org:8443/", 1),
    ]


def test_an_image_that_is_not_there_is_an_error(tmp_path):
    body = (
        "![A]({static}/images/a.png)\n![B](/images/b.png)\n![C]({attach}c.png)\n![D](d.png)\n"
        "[E]({static}e.pdf)"
    )

    assert found(tmp_path, body) == [
        (
            "1: error missing-image there is no image images/a.png "
            "(put it into the content folder, or correct the path)"
        ),
        (
            "2: error missing-image there is no image images/b.png "
            "(put it into the content folder, or correct the path)"
        ),
        (
            "3: error missing-image there is no image posts/c.png "
            "(put it into the content folder, or correct the path)"
        ),
        (
            "4: error missing-image there is no image /posts/here/d.png "
            "(put it into the content folder, or correct the path)"
        ),
        (
            "5: error missing-file there is no file posts/e.pdf "
            "(put it into the content folder, or correct the path)"
        ),
    ]


def test_an_image_that_is_too_large_is_pointed_out(tmp_path):
    files = {"images/a.png": b"." * 1_000_001, "images/b.png": b"." * 1_000_000}

    assert found(tmp_path, "![A](/images/a.png) ![B](/images/b.png)", files) == [
        (
            "1: warning image-too-large the image images/a.png has 1,000 kB, and 1,000 kB are enough "
            "(save it smaller, or with fewer pixels)"
        )
    ]


def test_an_image_without_words_is_pointed_out(tmp_path):
    body = '![](/images/a.png)\n<img src="/images/a.png" alt="">\n<img src="/images/a.png">'

    assert found(tmp_path, body, {"images/a.png": b""}) == [
        (
            "1: warning missing-alt the image /images/a.png has no alternative text "
            '(write ![what it shows](…), or <img alt="" …> if it only decorates)'
        ),
        (
            "3: warning missing-alt the image /images/a.png has no alternative text "
            '(write ![what it shows](…), or <img alt="" …> if it only decorates)'
        ),
    ]


def test_headings_begin_at_level_two_and_skip_none(tmp_path):
    body = "# One\n\n## Two\n\n#### Four\n\n## Two again\n\n### Three"

    assert found(tmp_path, body) == [
        (
            "1: warning heading-one “One” is a heading of level 1, which belongs to the title alone "
            "(begin with ##)"
        ),
        "5: warning heading-skips “Four” is of level 4 and follows level 2 (make it level 3: ###)",
    ]


def test_links_without_words_or_with_empty_ones_are_pointed_out(tmp_path):
    body = "[](/about/)\n[here](/about/)\n[Click here.](/about/)\n[]()"

    assert found(tmp_path, body, {"pages/about.md": header_text({"title": "About"})}) == [
        "1: warning empty-link the link to /about/ has no words (write what the reader finds there)",
        (
            "2: warning vague-link the link's only words are “here” "
            "(name what the reader finds there; links are also read alone, in lists)"
        ),
        (
            "3: warning vague-link the link's only words are “Click here.” "
            "(name what the reader finds there; links are also read alone, in lists)"
        ),
        "4: error dead-link the link leads nowhere (write an address, or take the link out)",
        "4: warning empty-link the link to nowhere has no words (write what the reader finds there)",
    ]


def test_titles_and_summaries_that_two_posts_share_are_pointed_out(tmp_path):
    files = {"posts/a.md": post_text(title="HERE", summary="What  is here.")}

    assert [
        (problem.line, str(problem).partition(": ")[2]) for problem in read(tmp_path, "", files).problems
    ] == [
        (
            2,
            (
                f"warning duplicate-title title: {tmp_path}/posts/a.md has the same title "
                "(give each a title of its own)"
            ),
        ),
        (
            5,
            (
                f"warning duplicate-summary summary: {tmp_path}/posts/a.md has the same summary "
                "(give each a summary of its own)"
            ),
        ),
    ]


def test_pages_are_checked_too(tmp_path):
    (problem,) = read(
        tmp_path, "", {"pages/about.md": header_text({"title": "About"}, "[a](/none/)")}
    ).problems

    assert problem.path.endswith("pages/about.md")


def test_a_text_that_would_take_minutes_to_convert_takes_no_other_with_it(tmp_path):
    files = {
        "posts/open.md": there(body="<a " * 10_000),
        "authors/ada.md": header_text({"name": "Ada"}, "<a " * 10_000),
        "surveys/tea.md": survey_text(body="<a " * 10_000),
    }

    problems = read(tmp_path, "[One](/none/)", files).problems

    assert [(problem.path.removeprefix(f"{tmp_path}/"), problem.code) for problem in problems] == [
        ("authors/ada.md", "too-tangled"),
        ("posts/here.md", "dead-link"),
        ("posts/open.md", "too-tangled"),
        ("surveys/tea.md", "too-tangled"),
    ]
    assert str(problems[0]).endswith(
        "the text would take minutes to convert, and is shown as it is written (close brackets and tags that"
        " are open, put blank lines between paragraphs, or split the text)"
    )


def test_a_text_that_nests_too_deep_takes_no_other_with_it(tmp_path):
    files = {"posts/deep.md": there(body='<div markdown="1">\n' * 400 + "x" + "\n</div>" * 400)}

    problems = read(tmp_path, "[One](/none/)", files).problems

    assert [problem.code for problem in problems] == ["too-deep", "dead-link"]


def test_an_address_that_nobody_can_read_is_an_error(tmp_path):
    assert found(tmp_path, "[One](http://[x)") == [
        "1: error dead-link http://[x is not an address that a browser can read (correct it)"
    ]


def test_the_indicators_of_pelican_are_followed(tmp_path):
    body = (
        "[a]({tag}leaf) [b]({tag}none) [c]({author}ada) [d]({category}none) [e]({index})\n"
        "[f]({fliename}here.md)"
    )

    assert found(tmp_path, body, tags="leaf") == [
        "1: error dead-link the site has no category none (correct the name, or take the link out)",
        "1: error dead-link the site has no tag none (correct the name, or take the link out)",
        (
            "2: error dead-link {fliename} is not known in {fliename}here.md "
            "(write {filename}, {static} or {attach})"
        ),
    ]


@pytest.mark.parametrize(
    "link",
    [
        "[l]({static}/posts/late.md)",
        "[l]({attach}late.md#part)",
        "[l](|static|l%61te.md)",
        "![l]({static}/posts/late.md)",
        "[l]\n\n[l]: {attach}./late.md",
        '<a href="{static}/posts/late&#46;md">l</a>',
        '<q cite="{static}/posts/late.md">l</q>',
    ],
)
def test_a_link_that_would_publish_the_source_of_a_text_is_an_error(tmp_path, link):
    files = {"posts/late.md": there("Late", date="2099-01-01")}

    (problem,) = found(tmp_path, f"Words.\n\n{link}", files)

    assert problem == (
        f"{3 + link.count(chr(10))}: error text-as-file posts/late.md is a text that the site is made from, "
        "and is not published as a file (write it as {filename}/posts/late.md)"
    )


def test_an_author_is_no_file_either(tmp_path):
    (problem,) = found(tmp_path, "[a]({static}/authors/ada.md) `[a]({static}/authors/ada.md)`")

    assert problem == (
        "1: error text-as-file authors/ada.md is a text that the site is made from, and is not published "
        "as a file (link to the page that shows it)"
    )


def test_a_text_is_no_image(tmp_path):
    (problem,) = found(tmp_path, "![Tea]({filename}late.md)", {"posts/late.md": there("Late")})

    assert problem == (
        "1: error text-as-file posts/late.md is a text, which nothing shows as an image "
        "(link to it: [words]({filename}/posts/late.md))"
    )


@pytest.mark.parametrize("name", ["leaf.TIFF", "leaf.bmp", "leaf.heic"])
def test_an_image_that_few_browsers_show_is_pointed_out(tmp_path, name):
    found_here = found(tmp_path, f"![A leaf]({{static}}/images/{name})", {f"images/{name}": b"data"})

    assert found_here == [
        f"1: warning image-format not every browser shows images/{name} (save it as JPEG, PNG, WebP or SVG)"
    ]


def test_biographies_pages_and_introductions_are_looked_at_too(tmp_path):
    faults = "\n\n#### Deep\n\n[here](/gone/) ![](/images/none.png)\n"
    files = {
        "authors/ada.md": header_text({"name": "Ada Quill"}, f"She writes.{faults}"),
        "pages/about.md": header_text({"title": "About"}, f"We write.{faults}"),
        "surveys/tea.md": survey_text(body=f"A few questions.{faults}"),
        "posts/here.md": post_text(),
    }
    content = read_files(tmp_path, files)

    problems = check_bodies(content, FACTS, NOON, content_files(tmp_path)).problems

    for path, text in files.items():
        found_there = [problem for problem in problems if problem.path == f"{tmp_path}/{path}"]
        lines = text.split("\n")
        assert {problem.code: lines[problem.line - 1] for problem in found_there} == (
            {
                "heading-skips": "#### Deep",
                "dead-link": "[here](/gone/) ![](/images/none.png)",
                "vague-link": "[here](/gone/) ![](/images/none.png)",
                "missing-alt": "[here](/gone/) ![](/images/none.png)",
                "missing-image": "[here](/gone/) ![](/images/none.png)",
            }
            if "gone" in text
            else {}
        )


def test_the_thanks_of_a_survey_and_its_texts_in_other_languages_are_looked_at_too(tmp_path):
    header = (
        "title: Tea\npurpose: To know.\nlanguage: en\n"
        "thanks: |\n  Thank you.\n\n  #### Deep\n\n  [Tea]({filename}/posts/milk.md) ![](/images/none.png)\n"
        "languages:\n"
        "  de:\n    title: Tee\n    purpose: Wissen.\n"
        "    introduction: >-\n      Siehe [dort](/fort/).\n"
        "    thanks: Danke. [Mehr](/weg/)\n"
        "    questions:\n      tea:\n        ask: Tee?\n"
        "questions:\n  - {id: tea, ask: Tea?, type: text}\n"
    )
    text = f"---\n{header}---\nA few questions. [More](#more)\n"
    files = {"surveys/tea.md": text, "authors/ada.md": ADA, "posts/here.md": post_text()}
    content = read_files(tmp_path, files)

    problems = check_bodies(content, FACTS, NOON, content_files(tmp_path)).problems

    lines = [line.strip() for line in text.split("\n")]
    of_survey = [problem for problem in problems if problem.path.endswith("surveys/tea.md")]
    assert [(problem.code, lines[problem.line - 1]) for problem in of_survey] == [
        ("heading-skips", "#### Deep"),
        ("dead-link", "[Tea]({filename}/posts/milk.md) ![](/images/none.png)"),
        ("missing-alt", "[Tea]({filename}/posts/milk.md) ![](/images/none.png)"),
        ("missing-image", "[Tea]({filename}/posts/milk.md) ![](/images/none.png)"),
        ("dead-link", "Siehe [dort](/fort/)."),
        ("dead-link", "thanks: Danke. [Mehr](/weg/)"),
        ("dead-anchor", "A few questions. [More](#more)"),
    ]
