import gzip
import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from plugins import publish
from plugins.build import BuildRequest, build_site
from plugins.commands import checked_content
from plugins.output_folder import NotOurFolderError
from tests.builders import files_in

PROJECT = Path(__file__).parents[2]
NOON = datetime.fromisoformat("2026-03-01T12:00:00+00:00")
SENTENCE = "The quince harvest fails whenever the frost pumps are not switched on before four in the morning."


@pytest.fixture
def put_out(site):
    """Publish the small site; returns what came of it."""

    def run(as_of: datetime = NOON, **options) -> publish.Publication:
        request = BuildRequest(site.content, site.output, as_of, **options)
        return publish.publish(lambda: checked_content(site.content), request)

    return run


@pytest.fixture
def planted(monkeypatch):
    """Let every build leave some more in its output, as a faulty plugin would."""

    def plant(name: str, data: str | bytes) -> None:
        def build(request: BuildRequest):
            report = build_site(request)
            path = request.output / name
            path.parent.mkdir(parents=True, exist_ok=True)
            before = path.read_bytes() if path.exists() else b""
            path.write_bytes(before + (data if isinstance(data, bytes) else data.encode()))
            return report

        monkeypatch.setattr(publish, "build_site", build)

    return plant


def found(publication: publish.Publication) -> list[str]:
    return [f"{problem.severity} {problem.code}" for problem in publication.problems]


def test_what_is_published_equals_what_is_built_at_the_same_clock(site, put_out, tmp_path):
    site.post("one", "[Two]({filename}two.md) ![A dot](/images/dot.svg)", tags="[a]")
    site.post("two", "## A part")
    site.post("later", date="2026-04-01")
    site.put("images/dot.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")

    publication = put_out()
    build_site(BuildRequest(site.content, tmp_path / "built", NOON, settings_file="publishconf.py"))

    assert (publication.live, publication.waiting, publication.is_done) == (2, 1, True)
    assert files_in(site.output) == files_in(tmp_path / "built")


def test_an_error_in_the_content_is_found_before_anything_is_built(site, put_out):
    site.post("one", "[None]({filename}none.md)")

    publication = put_out()

    assert found(publication) == ["error dead-link"]
    assert not publication.is_done
    assert not site.output.exists()


def test_a_folder_without_content_does_not_empty_the_published_site(site, put_out):
    site.post("one").rename(site.content.parent / "one.md")
    assert put_out().is_done  # a site that begins without posts
    (site.content.parent / "one.md").rename(site.content / "posts" / "one.md")
    assert put_out().is_done
    before = files_in(site.output)
    (site.content / "posts" / "one.md").unlink()

    publication = put_out()

    assert "error empties-the-site" in found(publication)
    assert not publication.is_done
    assert files_in(site.output) == before


def test_what_only_is_warned_about_is_published(site, put_out):
    site.post("one", "# A title\n\n[here](#none)")

    publication = put_out()

    assert {problem.code for problem in publication.problems} >= {"heading-one", "vague-link", "dead-anchor"}
    assert publication.is_done


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("posts/one/index.html", f"<p>{SENTENCE}</p>"),
        ("feed.atom", f"<!-- {SENTENCE} -->"),
        ("sitemap.xml", "<!-- /posts/quince-frost/ -->"),
        ("pagefind/fragment/x.pf_fragment", gzip.compress(b"pagefind_dcd" + SENTENCE.encode())),
        ("site.json", json.dumps({"title": "Why quinces freeze"})),
    ],
)
def test_what_is_not_live_yet_stops_a_publication_and_the_old_site_stays(site, put_out, planted, name, data):
    site.post("one")
    site.post("quince-frost", SENTENCE, title="Why quinces freeze", date="2026-04-01")
    assert put_out().is_done
    before = files_in(site.output)
    planted(name, data)

    publication = put_out()

    (leak,) = [problem for problem in publication.problems if problem.code == "embargo-leak"]
    assert leak.path == (site.output / name).as_posix()
    assert "posts/quince-frost.md, which is not live, stands in it" in leak.message
    assert not publication.is_done
    assert files_in(site.output) == before
    assert [path.name for path in site.output.with_name(".output.publishing").iterdir()] == ["lock"]


def test_a_comment_with_the_title_of_a_waiting_post_is_not_published(site, put_out):
    site.post("later", date="2026-04-01", title="Quarterly quince rota")
    site.post("one", "Tea.\n\n<!-- TODO: link “Quarterly quince rota” -->\n\n<p>More.<!-- soon --></p>")
    site.put("pages/about.md", "---\ntitle: About\n---\n\nUs.\n\n<!-- Quarterly quince rota -->\n")

    publication = put_out()

    assert publication.is_done
    assert not [path for path, data in files_in(site.output).items() if b"quince rota" in data]
    assert b"soon" not in (site.output / "posts/one/index.html").read_bytes()


def test_the_same_words_are_no_leak_once_their_post_is_live(site, put_out, planted):
    site.post("one")
    site.post("quince-frost", SENTENCE, title="Why quinces freeze", date="2026-04-01")
    planted("index.html", f"<p>{SENTENCE}</p>")

    assert put_out(datetime.fromisoformat("2026-04-02T12:00:00+00:00")).is_done


def test_a_built_link_that_leads_nowhere_stops_a_publication(site, put_out, planted):
    site.post("one")
    planted("posts/one/index.html", '\n<a href="/posts/none/">')

    publication = put_out()

    (problem,) = publication.problems
    assert str(problem).startswith(f"{site.output.as_posix()}/posts/one/index.html:")
    assert problem.message == "/posts/none/ leads to no file of the site"
    assert not site.output.exists()


def test_what_somebody_added_to_the_site_stays_and_what_did_not_change_keeps_its_time(site, put_out):
    site.post("one")
    site.put("pages/about.md", "---\ntitle: About\n---\n\nUs.\n")
    put_out()
    (site.output / "CNAME").write_text("example.org")
    page = site.output / "about/index.html"
    before = page.stat()

    site.post("two")
    put_out()

    assert (site.output / "CNAME").read_text() == "example.org"
    assert (page.stat().st_ino, page.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert (site.output / "posts/two/index.html").exists()


def test_what_no_longer_belongs_is_gone(site, put_out):
    site.post("one")
    withdrawn = site.post("two")
    put_out()

    withdrawn.unlink()
    put_out()

    assert not (site.output / "posts/two").exists()


def test_a_folder_with_other_files_is_refused(site, put_out):
    site.post("one")
    site.output.mkdir()
    (site.output / "thesis.txt").write_text("mine")

    with pytest.raises(NotOurFolderError):
        put_out()

    assert files_in(site.output) == {"thesis.txt": b"mine"}


def test_a_build_that_fails_leaves_the_old_site(site, put_out, monkeypatch):
    site.post("one")
    put_out()
    before = files_in(site.output)
    monkeypatch.setattr(publish, "swap", lambda place: (_ for _ in ()).throw(OSError("disk full")))

    site.post("two")
    with pytest.raises(OSError, match="disk full"):
        put_out()

    assert files_in(site.output) == before


def test_a_published_site_can_be_built_into(site, put_out):
    site.post("one")
    put_out()

    site.post("two")
    site.build(settings_file="publishconf.py")
    site.post("three")

    assert put_out().is_done
    assert (site.output / "posts/three/index.html").exists()


def invoke(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "invoke", "--search-root", str(PROJECT), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("site_url", "words"),
    [
        ("", "warning: MASTHEAD_SITE_URL is not set: sitemap and feeds name http://127.0.0.1:8000"),
        (
            "example.org",
            "warning: MASTHEAD_SITE_URL: “example.org” is no web address such as https://example",
        ),
        ("https://example.org", ""),
    ],
)
def test_a_publication_without_the_address_of_the_site_is_warned_about(site_url, words):
    assert publish.address_warning(site_url, "http://127.0.0.1:8000").startswith(words or "")
    assert bool(publish.address_warning(site_url, "http://127.0.0.1:8000")) == bool(words)


def test_the_command_says_what_it_did_and_what_it_found(site, tmp_path):
    site.post("one", "[here](/stages/)")
    options = ("--content", "content", "--output", "output", "--as-of", "2026-03-01T12:00Z")

    done = invoke("publish", *options, folder=tmp_path)
    as_data = invoke("publish", *options, "--json", folder=tmp_path)
    site.post("one", "\n[One]({filename}none.md)")
    refused = invoke("publish", *options, folder=tmp_path)
    checked = invoke("check", "--content", "content", "--as-of", "2026-03-01", "--json", folder=tmp_path)

    line = (
        "content/posts/one.md:12: warning vague-link the link's only words are “here” "
        "(name what the reader finds there; links are also read alone, in lists)"
    )
    assert (done.returncode, done.stdout.splitlines()) == (0, [line, "1 post is live in output; 0 wait."])
    assert "MASTHEAD_SITE_URL is not set" in done.stderr
    assert json.loads(as_data.stdout)[0]["code"] == "vague-link"
    assert (refused.returncode, checked.returncode) == (1, 1)
    assert "content/posts/one.md:13: error dead-link" in refused.stdout
    assert "Not published; output is as it was." in refused.stderr
    assert [problem["code"] for problem in json.loads(checked.stdout)] == ["dead-link"]
