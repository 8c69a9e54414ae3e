import pytest

from plugins.linkcheck import SiteAddress, check_links

SITE = SiteAddress(
    "https://example.org/blog", ("http://127.0.0.1:8000",), ("https://example.org/blog/answers",)
)


@pytest.fixture
def found(tmp_path):
    """Write files and return the findings, without the folder's name."""

    def check(files: dict[str, str], site: SiteAddress = SITE) -> list[str]:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return [str(problem).replace(f"{tmp_path}/", "") for problem in check_links(tmp_path, site)]

    return check


def test_a_link_without_a_file_is_an_error_at_its_line(found):
    assert found({"index.html": '<p>\n<a href="https://example.org/blog/none/">'}) == [
        (
            "index.html:2: error dead-link https://example.org/blog/none/ leads to no file of the site "
            "(correct the link where it is written)"
        )
    ]


def test_a_part_that_a_page_does_not_have_is_a_warning(found):
    files = {"a/index.html": '<h2 id="here"><a href="#here"><a href="#there"><a href="#top">'}

    assert found(files) == [
        (
            "a/index.html:1: warning dead-anchor #there leads to a part that the page does not have "
            "(correct the part behind the #)"
        )
    ]


@pytest.mark.parametrize(
    "address",
    ["", "/blog/", "../../", "/blog/b/", "/blog/b", "/blog/b/index.html", "/blog/b/?q=1#part",
     "/blog/b/#part:~:text=words",
     "https://example.org/blog", "http://127.0.0.1:8000/b/", "/blog/k%C3%A4se.txt",
     "https://example.org/blog/answers/surveys/x", "https://elsewhere.org/none/", "https://example.org/other/",
     "//elsewhere.org/",
     "mailto:ada@example.org", "tel:1", "data:text/plain,a"],
)  # fmt: skip
def test_an_address_that_leads_somewhere_has_no_finding(found, address):
    files = {
        "a/c/index.html": f'<a href="{address}">',
        "a/index.html": "",
        "b/index.html": '<p id="part">',
        "käse.txt": "",
        "index.html": "",
    }

    assert found(files) == []


@pytest.mark.parametrize(
    "address", ["/b/", "/", "https://example.org/blog/no/", "c/", "http://[x/", "/blog/B/"]
)
def test_an_address_beside_the_site_or_without_a_file_is_dead(found, address):
    (finding,) = found({"a/index.html": f'<a href="{address}">', "b/index.html": "", "index.html": ""})

    assert "dead-link" in finding


def test_a_site_without_an_address_of_its_own_is_checked_by_its_paths(found):
    site = SiteAddress("", ("http://127.0.0.1:8000",))
    files = {
        "index.html": '<a href="/a/"><a href="/none/">',
        "a/index.html": "",
        "feed.atom": '<link href="http://127.0.0.1:8000/a/"/><link href="http://127.0.0.1:8000/b/"/>',
    }

    assert [finding.split()[3] for finding in found(files, site)] == ["http://127.0.0.1:8000/b/", "/none/"]


def test_the_builds_own_list_is_no_file_of_the_site(found):
    assert len(found({"index.html": '<a href="/blog/.masthead-files">', ".masthead-files": "[]"})) == 1
