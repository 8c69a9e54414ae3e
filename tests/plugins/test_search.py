import gzip
import json
import re

import pytest

from plugins.build import BuildError
from plugins.late_index import LateIndex, write_index
from plugins.pagefind_files import UnknownShapeError, pack, put_in_order, unpack
from plugins.search_index import Record, SearchIndexError, search_index
from plugins.site_server import policy_for

INDEX = "search/index"


def fragments(folder):
    """Return what the index knows of each post, by address."""
    found = {}
    for file in folder.glob("fragment/*"):
        data = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[data["url"]] = data
    return found


def records(number):
    return [
        Record(
            f"posts/p{i}/index.html",
            f"<html><head><title>P{i}</title></head><body>"
            f'<p data-pagefind-filter="stage">s{i % 5}</p><p data-pagefind-filter="author">a{i % 7}</p>'
            f'<p data-pagefind-filter="author">b{i % 3}</p><p data-pagefind-filter="topic">t{i % 4}</p>'
            f'<p data-pagefind-sort="date">{i:03}</p><p data-pagefind-meta="date">{i}</p>'
            f"<main data-pagefind-body><h1>P{i}</h1><p>tea number {i}</p></main></body></html>",
        )
        for i in range(number)
    ]


def test_the_index_holds_the_texts_of_listed_posts_with_what_filters_them(site):
    site.post("seen", "Water for **tea**.", tags="[one]")

    site.build()

    (found,) = fragments(site.output / INDEX).values()
    assert found["url"] == "/posts/seen/"
    assert found["content"] == "Title of seen. Summary of seen. Water for tea."
    assert found["filters"] == {"author": ["ada"], "stage": ["interest"], "topic": ["planning"]}
    assert found["meta"] == {"date": "1 February 2026", "title": "Title of seen", "topic": "Planning"}


def test_what_waits_is_hidden_or_no_post_is_not_in_the_index_in_previews_neither(site):
    site.post("seen")
    site.post("waiting", "Whispered", date="2026-05-01")
    site.post("draft", "Whispered", status="draft")
    site.post("hidden", "Whispered", status="hidden")
    site.put("pages/about.md", "---\ntitle: About\n---\n\nWhispered\n")

    site.build(preview_folder="preview/0123")

    assert set(fragments(site.output / INDEX)) == {"/posts/seen/"}


def test_a_title_that_looks_like_html_is_indexed_as_words(site):
    site.post("odd", title="'<b>R&D</b>'")

    site.build()

    assert fragments(site.output / INDEX)["/posts/odd/"]["meta"]["title"] == "<b>R&D</b>"


def test_the_page_offers_stages_topics_and_authors_that_have_posts(site):
    site.put("authors/bo.md", "---\nname: Bo Reed\n---\n")
    site.put("authors/idle.md", "---\nname: Idle\n---\n")
    site.post("a", authors="[bo, ada]", stage="loyalty")
    site.post("b", category="Über", stage="epiphany")

    site.build()

    options = re.findall(r'<option value="([^"]*)">([^<]*)</option>', site.page("search"))
    assert options == [
        ("", "Anywhere"),
        ("epiphany", "Seeing it differently"),
        ("loyalty", "Getting better at it"),
        ("", "Any topic"),
        ("planning", "Planning"),
        ("uber", "Über"),
        ("", "Anyone"),
        ("ada", "Ada Quill"),
        ("bo", "Bo Reed"),
    ]


def test_a_site_without_a_post_says_that_there_is_nothing_to_search(site):
    site.build()

    assert "There is nothing to search yet." in site.page("search")
    assert not (site.output / INDEX).exists()


def test_what_an_earlier_index_left_goes(site):
    site.post("first")
    site.build()
    before = {path.name for path in (site.output / INDEX / "fragment").iterdir()}

    site.post("first", "Other words.")
    site.build()

    after = {path.name for path in (site.output / INDEX / "fragment").iterdir()}
    assert len(after) == 1
    assert after.isdisjoint(before)


def test_the_same_posts_give_the_same_bytes_without_a_cache():
    runs = [search_index(records(40), language="en") for _ in range(3)]

    assert runs[0] == runs[1] == runs[2]


def test_the_index_holds_nothing_that_the_page_does_not_use():
    names = set(search_index(records(3), language="en"))

    loose = {name for name in names if "/" not in name}
    assert {name.partition(".")[0] for name in loose} == {"pagefind-entry", "pagefind", "wasm"}
    assert len(loose) == 4


def test_a_build_without_its_index_fails_in_words(site, monkeypatch):
    site.post("seen")
    monkeypatch.setattr("plugins.search_index.get_executable", lambda: "/no/such/program")

    with pytest.raises(BuildError, match=r"^the search index could not be made: .*no/such/program"):
        site.build()


def test_an_index_for_the_same_posts_is_taken_from_the_cache_and_few_are_kept(tmp_path, monkeypatch):
    first = search_index(records(2), language="en", cache=tmp_path)
    monkeypatch.setattr("plugins.search_index.get_executable", lambda: "/no/such/program")

    assert search_index(records(2), language="en", cache=tmp_path) == first
    with pytest.raises(SearchIndexError, match=r"the search index could not be made: .*/no/such/program"):
        search_index(records(3), language="en", cache=tmp_path)

    monkeypatch.undo()
    for number in (3, 4, 5):
        search_index(records(number), language="en", cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize(
    "value", ["", "é" * 30, 0, 23, 24, 255, 256, 70_000, 2**40, [], ["a", [1, ["b"]]] * 30]
)
def test_what_is_packed_is_unpacked_again(value):
    assert unpack(pack(value)) == value


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"words",
        gzip.compress(b"other_sign\x01", mtime=0),
        gzip.compress(b"pagefind_dcd", mtime=0),
        gzip.compress(b"pagefind_dcd\x01\x01", mtime=0),
        gzip.compress(b"pagefind_dcd\xa1\x01\x01", mtime=0),
        gzip.compress(b"pagefind_dcd\x9f\xff", mtime=0),
    ],
)
def test_a_file_in_another_shape_is_refused(data):
    with pytest.raises(UnknownShapeError):
        unpack(data)


def test_files_that_lack_what_leads_to_the_others_are_refused():
    with pytest.raises(UnknownShapeError, match=r"KeyError 'pagefind-entry.json'"):
        put_in_order({"pagefind.js": b""})


def test_while_somebody_writes_the_index_follows_and_the_last_posts_count(tmp_path):
    late = LateIndex(tmp_path / "index")

    for number in (3, 2, 1):
        late.put(records(number), "en")
    assert late.wait(seconds=30)

    assert set(fragments(tmp_path / "index")) == {"/posts/p0/"}


def test_a_late_index_goes_on_after_a_failure(tmp_path, monkeypatch, capsys):
    late = LateIndex(tmp_path / "index")
    monkeypatch.setattr("plugins.search_index.get_executable", lambda: "/no/such/program")
    late.put(records(1), "en")
    assert late.wait(seconds=30)
    monkeypatch.undo()

    late.put(records(2), "en")
    assert late.wait(seconds=30)

    assert "the search index could not be made" in capsys.readouterr().err
    assert len(fragments(tmp_path / "index")) == 2


def test_writing_an_index_leaves_nothing_of_the_one_before(tmp_path):
    write_index({"a": b"1", "part/b": b"2", "pagefind-entry.json": b"{}"}, tmp_path)
    write_index({"a": b"1", "pagefind-entry.json": b"[]"}, tmp_path)

    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {"a", "pagefind-entry.json"}


def test_a_build_that_hands_its_posts_over_writes_no_index(site):
    site.post("seen")
    given = []

    site.build(overrides={"SEARCH_LATER": lambda found, language: given.append((found, language))})

    ((found, language),) = given
    assert [record.path for record in found] == ["posts/seen/index.html"]
    assert language == "en"
    assert not (site.output / INDEX).exists()


def test_the_search_page_alone_may_run_webassembly():
    policy = "default-src 'none'; script-src 'self'; connect-src 'self'"

    assert policy_for("/search/", policy) == (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
    )
    for path in ("/", "/posts/search/", "/search/index/pagefind.js", "/searching/"):
        assert policy_for(path, policy) == policy
