import gzip
import html
import io
import json
import struct
import zipfile
import zlib
from dataclasses import replace
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.embargo import Kind, leaks
from tests.builders import make_post

SENTENCE = (
    "The quince harvest fails whenever the orchard's frost pumps aren't switched on before four in the night."
)
WAITING = make_post(
    "posts/quince-frost.md",
    f"An opening.\n\n{SENTENCE}\n\nA closing.",
    title="Why quinces freeze",
    summary="Frost comes early.",
    date="2026-05-01",
)
LIVE = make_post(
    "posts/first-flush.md", "Tea is picked in spring, by hand, while the dew is still on the leaves."
)


def kinds(data: str | bytes, path: str = "posts/first-flush/index.html", post=WAITING, **public) -> list[str]:
    found = leaks([post], [(path, data)], live=[LIVE], **public)
    assert all(leak.path == path and leak.post == post.source.path for leak in found)
    return [str(leak.kind) for leak in found]


def png(kind: bytes, text: bytes) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    picture = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + picture + chunk(kind, text) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


def jpeg(marker: int, body: bytes) -> bytes:
    segment = bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body
    return b"\xff\xd8" + segment + b"\xff\xda\x00\x02\x01\xff\x00\x02\xff\xd9"


def webp(kind: bytes, body: bytes) -> bytes:
    chunks = b"WEBP" + kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
    return b"RIFF" + struct.pack("<I", len(chunks)) + chunks


RAW = SENTENCE.encode()
PLANTED = {
    "a page": ("posts/first-flush/index.html", f"<p>Words. {SENTENCE}</p>"),
    "a page with tags and quotes": (
        "index.html",
        "<p>The <em>quince</em> harvest\n fails <a href=x>whenever</a> the orchard&rsquo;s frost pumps</p>",
    ),
    "a description": ("index.html", f'<meta name="description" content="{html.escape(SENTENCE)}">'),
    "a comment": ("index.html", f"<!-- <p>{SENTENCE}</p> -->"),
    "an Atom feed": ("feed.atom", f"<content>{html.escape(f'<p>{html.escape(SENTENCE)}')}</content>"),
    "an RSS feed": ("feed.rss", f"<content:encoded><![CDATA[<p>{SENTENCE}</p>]]></content:encoded>"),
    "a JSON feed": ("feed.json", json.dumps({"content_html": f"<p>{SENTENCE}</p>"})),
    "linked data": ("index.html", f'<script type="application/ld+json">{json.dumps([SENTENCE])}</script>'),
    "site.json": ("site.json", json.dumps({"posts": [{"summary": SENTENCE.upper()}]})),
    "a share link": ("index.html", f'<a href="mailto:?body={quote(SENTENCE)}">Share</a>'),
    "the search index": ("pagefind/fragment/en_1.pf_fragment", gzip.compress(b"pagefind_dcd" + RAW, mtime=0)),
    "a second part of a packed file": ("a.gz", gzip.compress(b"words") + gzip.compress(RAW, mtime=0)),
    "a card's text": ("cards/first-flush.png", png(b"tEXt", b"Description\0" + RAW)),
    "a card's packed text": ("cards/first-flush.png", png(b"zTXt", b"Comment\0\0" + zlib.compress(RAW))),
    "a card's international text": ("cards/a.png", png(b"iTXt", b"Title\0\1\0en\0\0" + zlib.compress(RAW))),
    "a card's plain international text": ("cards/a.png", png(b"iTXt", b"Title\0\0\0en\0\0" + RAW)),
    "what follows a card": ("cards/a.png", png(b"tEXt", b"A\0b") + RAW),
    "a photo's comment": ("images/a.jpg", jpeg(0xFE, RAW)),
    "a photo's Exif": ("images/a.jpg", jpeg(0xE1, b"Exif\0\0" + SENTENCE.encode("utf-16-le"))),
    "a photo's Exif the other way": ("images/a.jpg", jpeg(0xE1, b"Exif\0\0" + SENTENCE.encode("utf-16-be"))),
    "a photo's XMP": ("images/a.jpg", jpeg(0xE1, b"http://ns.adobe.com/\0<x>" + RAW + b"</x>")),
    "a WebP's metadata": ("images/a.webp", webp(b"XMP ", b"<x>" + RAW + b"</x>")),
    "an AVIF's metadata": ("images/a.avif", b"\0\0\0\x1cftypavif\0\0\0\0\xff\xfe\x01" + RAW + b"\0\x80"),
    "a GIF's comment": (
        "images/a.gif",
        b"GIF89a\1\0\1\0\0\0\0!\xfe" + bytes([60]) + RAW[:60] + bytes([len(RAW) - 60]) + RAW[60:] + b"\0;",
    ),
    "a drawing": ("images/a.svg", f"<svg><title>{SENTENCE}</title></svg>"),
    "a script": ("theme/a.js", f"let a = '{SENTENCE}';"),
}  # fmt: skip


@pytest.mark.parametrize("place", PLANTED)
def test_a_planted_sentence_is_found_in(place):
    path, data = PLANTED[place]

    assert kinds(data, path) == ["text"]


@pytest.mark.parametrize(
    ("path", "data", "kind"),
    [
        ("index.html", "<h2>Why Quinces freeze</h2>", "title"),
        ("site.json", '{"title": "Why quinces freeze"}', "title"),
        ("feed.atom", "<title>Why&#32;quinces freeze</title>", "title"),
        ("sitemap.xml", "<loc>https://example.org/other/quince-frost/</loc>", "slug"),
        ("site.json", '{"id": "quince-frost"}', "slug"),
        ("images/quince-frost-960.webp", b"\0", "slug"),
        ("index.html", '<a href="{filename}/2026/quince-frost.md">', "file name"),
    ],
)  # fmt: skip
def test_a_planted_name_is_found(path, data, kind):
    assert kind in kinds(data, path)


def test_the_address_of_a_waiting_post_is_found_in_the_sitemap_and_as_a_file():
    sitemap = ("sitemap.xml", "<loc>https://example.org/posts/quince-frost/</loc>")
    page = ("posts/quince-frost/index.html", "")

    found = leaks([WAITING], [sitemap, page], live=[LIVE])

    assert [(leak.path, leak.kind) for leak in found if leak.kind is Kind.ADDRESS] == [
        ("posts/quince-frost/index.html", Kind.ADDRESS),
        ("sitemap.xml", Kind.ADDRESS),
    ]


def test_the_question_that_a_post_will_answer_is_found():
    post = make_post(
        "posts/pump.md", "", title="On pumps", date="2026-05-01", question="Who switches pumps on?"
    )

    assert kinds("<p>Who switches pumps on?</p>", post=post) == ["text"]


def test_the_name_of_a_file_in_an_archive_is_found():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("drafts/quince-frost.txt", "words")

    assert kinds(archive.getvalue(), "images/kit.zip") == ["slug"]


def test_an_id_of_its_own_is_found():
    post = make_post("posts/quince-frost.md", id="q-0017", date="2026-05-01")

    assert kinds('<form action="/posts/q-0017/rating">', post=post) == ["id"]


def test_a_slug_that_is_escaped_is_found():
    post = make_post("posts/later.md", title="Später", slug="käse-später", date="2026-05-01")

    assert "address" in kinds(f'<a href="/posts/{quote("käse-später")}/">', post=post)
    assert "slug" in kinds(json.dumps({"id": "käse-später"}), post=post)


def test_output_that_tells_nothing_has_no_leaks():
    page = "<title>First flush</title><p>Tea is picked in spring, by hand.</p><a href='/posts/first-flush/'>"

    assert kinds(page) == []


def test_a_sentence_that_a_live_post_has_too_is_no_leak():
    post = make_post("posts/later.md", f"{LIVE.body}\n\n{SENTENCE}", title="Later on", date="2026-05-01")

    assert kinds(f"<p>{LIVE.body}</p>", post=post) == []
    assert kinds(f"<p>{SENTENCE}</p>", post=post) == ["text"]


def test_where_a_live_post_leads_is_no_leak_of_a_post_that_leads_there_too():
    address = "https://www.data.example/en/sets/names-of-all-firms-and-their-places/"
    post = replace(WAITING, body=f"See <{address}>.")
    live = make_post("posts/first-flush.md", f"See [the set]({address}).")

    page = f'<a href="{address}">the set</a>'
    assert leaks([post], [("index.html", page)], live=[live]) == []
    assert len(leaks([post], [("index.html", page)], live=[LIVE])) == 1


def test_what_a_live_post_says_in_a_comment_explains_nothing():
    note = f"Tea.\n\n<!-- TODO: link “{WAITING.title}” and quince-frost: {SENTENCE} -->"
    live = make_post("posts/first-flush.md", note)
    page = f"<p>Tea.</p><!-- {WAITING.title} quince-frost {SENTENCE} -->"

    known = [f"<p>Us</p><!-- {WAITING.title} -->"]
    found = leaks([WAITING], [("index.html", page)], live=[live], known=known)

    assert [leak.kind for leak in found] == [Kind.SLUG, Kind.TEXT, Kind.TITLE]


def test_a_comment_in_the_code_of_a_live_post_is_shown_and_explains():
    live = make_post("posts/first-flush.md", f"~~~\n<!-- {WAITING.title}: {SENTENCE} -->\n~~~")
    page = f"<code>&lt;!-- {WAITING.title}: {SENTENCE} --&gt;</code>"

    assert leaks([WAITING], [("index.html", page)], live=[live]) == []


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("2019/old-quinces/index.html", ""),
        ("index.html", '<a href="/2019/old-quinces/">frost</a>'),
        ("index.html", '<a href="https://example.org/blog/2019/old-quinces/">frost</a>'),
        ("site.json", r'{"was": "https:\/\/example.org\/2019\/old-quinces\/"}'),
    ],
)
def test_an_old_address_of_a_waiting_post_is_found(path, data):
    post = replace(WAITING, aliases=("/2019/old-quinces/",))

    assert kinds(data, path, post) == ["address"]


def test_an_old_address_that_only_ends_as_others_do_is_none():
    post = replace(WAITING, aliases=("/old/", "/about/"))

    assert kinds('<a href="/tags/old/">old</a> <a href="/about/">us</a>', post=post, known=["/about/"]) == []


def test_a_sentence_that_a_live_post_writes_with_other_markup_is_no_leak():
    body = "The **quince** harvest fails when[ever](/about/) the orch*ard*'s frost pumps aren't switched on."
    live = make_post("posts/live.md", body)
    page = "<p>The quince harvest fails whenever the orchard's frost pumps aren't switched on.</p>"

    assert leaks([WAITING], [("index.html", page)], live=[live]) == []


@pytest.mark.parametrize("title", ["Tea", "The leaves", "Tea is picked in spring"])
def test_a_title_whose_words_a_live_post_has_is_no_leak(title):
    post = make_post("posts/later.md", "Nothing yet.", title=title, date="2026-05-01")

    assert kinds(f"<p>{title}</p><p>More: {title}</p>", post=post) == []


def test_a_title_of_one_word_that_nothing_explains_is_a_leak():
    post = make_post("posts/later.md", "Nothing yet.", title="Quinces", date="2026-05-01")

    assert kinds("<li>Quinces</li>", post=post) == ["title"]
    assert kinds("<li>Quinces</li>", post=post, known=["A page about quinces."]) == []


def test_a_short_title_that_only_comes_together_from_two_blocks_is_no_leak():
    post = make_post("posts/later.md", "Nothing yet.", title="Leaves archive", date="2026-05-01")

    assert kinds("<li>leaves</li><li>archive</li>", post=post) == []
    assert kinds("<li>leaves <b>archive</b></li>", post=post) == ["title"]


def test_a_slug_that_is_also_a_tag_is_only_a_leak_as_an_address():
    post = make_post("posts/green-tea.md", "Nothing yet.", title="Not said", date="2026-05-01")
    live = make_post(tags="Green tea")

    assert leaks([post], [("tags/green-tea/index.html", '<a href="/tags/green-tea/">')], live=[live]) == []
    for address in ("/posts/green-tea/", "/posts/green-tea.html", "/cards/green-tea.png"):
        (leak,) = leaks([post], [("index.html", f'<a href="{address}">')], live=[live])
        assert leak.kind is Kind.ADDRESS


def test_a_slug_of_one_word_that_a_live_text_has_is_only_a_leak_as_an_address():
    post = make_post("posts/spring.md", "Nothing yet.", title="Not said", date="2026-05-01")

    assert kinds('{"id": "spring"}', post=post) == []
    assert kinds("/posts/spring/", post=post) == ["address"]
    assert kinds('<meta content="/cards/spring.png">', post=post) == ["address"]


def test_a_slug_of_one_word_is_looked_for_where_names_stand():
    post = make_post("posts/quinces.md", "Nothing yet.", title="Not said", date="2026-05-01")

    assert kinds("<p>With quinces, plums and pears.</p>", post=post) == []
    assert kinds('{"id": "quinces"}', post=post) == ["slug"]
    assert kinds('<a href="/images/quinces.png">', post=post) == ["slug"]


def test_a_slug_that_is_the_anchor_of_a_live_heading_is_no_leak():
    live = make_post("posts/live.md", "## Quince frost!\n\nText.")

    assert leaks([WAITING], [("index.html", '<h2 id="quince-frost">')], live=[live]) == []


def test_a_short_text_is_looked_for_as_a_whole():
    post = make_post("posts/later.md", "Quokkas count the pears.", title="Not said", date="2026-05-01")

    assert kinds("<p>quokkas count the pears</p>", post=post) == ["text"]


def test_broken_and_empty_files_are_read_as_far_as_they_go():
    gif, webp_, jpeg_, zip_ = b"GIF89a!\xfe\xff", b"RIFF\0\0\0\0WEBPXMP ", b"\xff\xd8\xff", b"PK\x03\x04"
    broken = [b"", b"\x1f\x8b\x08", b"\x89PNG\r\n\x1a\n\0\0", gif, webp_, jpeg_, zip_]

    assert kinds(zip_ + RAW) == ["text"]
    assert leaks([WAITING], [("a", data) for data in broken], live=[LIVE]) == []


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_with_a_broken_part_is_read_as_far_as_it_goes(method):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("kit.txt", "words " * 50, compress_type=method)
        packed.writestr("rest.txt", RAW)
    data = bytearray(archive.getvalue())
    data[50:60] = b"\xff" * 10

    assert kinds(bytes(data), "images/kit.zip") == ["text"]


def test_without_waiting_posts_no_file_is_opened():
    def explode():
        raise AssertionError
        yield

    assert leaks([], explode(), live=[LIVE]) == []


ESCAPES = {
    "html": html.escape,
    "numbers": lambda text: "".join(f"&#{ord(sign)};" if not sign.isalnum() else sign for sign in text),
    "hex": lambda text: "".join(f"&#x{ord(sign):x};" for sign in text),
    "json": lambda text: json.dumps(text)[1:-1],
    "json all": lambda text: "".join(f"\\u{ord(sign):04x}" for sign in text),
    "percent": quote,
    "percent all": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
}
LOOKS = {
    "as it is": str,
    "capitals": str.upper,
    "quotes": lambda text: text.replace("'", "’"),
    "spaces": lambda text: text.replace(" ", "\n\t "),
    "no-break": lambda text: text.replace(" ", "\u00a0"),
    "soft": lambda text: text.replace("e", "\u00ade"),
    "tags": lambda text: text.replace("e", "<b class='x'>e</b>"),
}
NOISE = st.text(alphabet=st.sampled_from("abc <>&%\\\"'/;=x0u2é—\n{}[]#!-"), max_size=60)


@given(
    before=NOISE,
    after=NOISE,
    look=st.sampled_from(sorted(LOOKS)),
    escapes=st.lists(st.sampled_from(sorted(ESCAPES)), max_size=3, unique=True),
)
def test_a_sentence_is_found_wherever_it_stands_and_however_it_is_escaped(before, after, look, escapes):
    planted = LOOKS[look](SENTENCE)
    for name in escapes:
        planted = ESCAPES[name](planted)

    assert "text" in kinds(f"{before} . {planted} . {after}")
