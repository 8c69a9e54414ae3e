import re
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from tests.builders import saved

SECRET = "52.1N secret place"
HUGE = "scale it down; until then it is published as it is"
BROKEN = "save it anew; until then it is published as it is"


def painted(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Return a picture that can be told apart from itself turned around."""
    image = Image.linear_gradient("L").resize((width, height)).convert(mode)
    image.paste(Image.new(mode, (width // 2, height // 2), "red" if mode != "L" else 255), (0, 0))
    return image


def telling(*, orientation: int = 1) -> Image.Exif:
    found = Image.Exif()
    found[0x010E] = SECRET
    found[0x0112] = orientation
    found.get_ifd(0x8825)[1] = "N"
    return found


def put(site, path: str, data: bytes) -> Path:
    file = site.content / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def tags(site, url: str) -> list[str]:
    """Return the sources and images of a page's text."""
    text = site.page(url).partition('<div class="prose')[2].partition("<footer")[0]
    return re.findall(r"<(?:source|img)\b[^>]*>", text)


def files(site) -> dict[str, bytes]:
    return {
        path.relative_to(site.output).as_posix(): path.read_bytes()
        for path in site.output.rglob("*")
        if path.is_file()
    }


def pictures(site) -> list[str]:
    return sorted(name for name in files(site) if "pictures/" in name)


def opened(site, name: str) -> Image.Image:
    with Image.open(site.output / name) as image:
        image.load()
        return image


@pytest.mark.parametrize("written", ["{static}/images/tea.jpg", "/images/tea.jpg", "../images/tea.jpg"])
def test_a_photo_comes_in_several_sizes_and_never_larger_than_it_is(site, written):
    put(site, "images/tea.jpg", saved(painted(1000, 500), "JPEG", quality=98))
    site.post("tea", f"![Tea]({written})")

    site.build()

    source, image = tags(site, "posts/tea")
    found = re.findall(r"/(pictures/tea-[0-9a-f]{10}-\d+\.avif) (\d+)w", source)
    assert [int(width) for _, width in found] == [480, 960, 1000]
    assert [opened(site, name).size for name, _ in found] == [(480, 240), (960, 480), (1000, 500)]
    assert source.startswith('<source type="image/avif" srcset="/pictures/tea-')
    assert source.endswith('sizes="(min-width: 736px) 736px, 100vw">')
    assert image == '<img src="/images/tea.jpg" alt="Tea" width="1000" height="500">'
    assert pictures(site) == sorted(name for name, _ in found)


def test_a_photo_larger_than_any_page_has_a_stand_in_for_old_browsers(site):
    put(site, "images/wide.jpg", saved(painted(2000, 200), "JPEG", quality=98))
    put(site, "images/glass.png", saved(painted(2000, 200, "RGBA"), "PNG"))
    site.post("tea", "![a]({static}/images/wide.jpg)\n\n![b]({static}/images/glass.png)")

    site.build()

    source, wide, _, glass = tags(site, "posts/tea")
    assert re.search(r'src="/pictures/wide-\w+-1440\.jpg" alt="a" width="2000" height="200"', wide)
    assert "1440w" in source
    assert "2000w" not in source
    assert re.search(r'src="/pictures/glass-\w+-1440\.webp"', glass)
    assert (site.output / "images/wide.jpg").is_file()


def test_a_file_that_would_be_larger_than_the_original_is_not_offered(site):
    put(site, "images/dot.png", saved(Image.new("1", (600, 40)), "PNG"))
    site.post("tea", "![a]({static}/images/dot.png)")

    site.build()

    assert tags(site, "posts/tea") == ['<img src="/images/dot.png" alt="a" width="600" height="40">']
    assert pictures(site) == []


def test_addresses_are_whole_where_the_site_has_an_address(site):
    put(site, "images/tea.jpg", saved(painted(600, 300), "JPEG", quality=98))
    site.post("tea", "![a](/images/tea.jpg)\n\n![b](https://example.org/blog/images/tea.jpg)")

    site.build(overrides={"SITEURL": "https://example.org/blog"})

    _, first, _, second = tags(site, "posts/tea")
    assert 'src="https://example.org/blog/images/tea.jpg"' in first
    assert 'src="https://example.org/blog/images/tea.jpg"' in second
    assert 'srcset="https://example.org/blog/pictures/tea-' in site.page("posts/tea")


def test_an_attached_image_still_lies_beside_its_post(site):
    put(site, "posts/tea.png", saved(painted(40, 30), "PNG"))
    site.post("tea", "![a]({attach}tea.png)")

    site.build()

    assert tags(site, "posts/tea")[-1] == '<img src="/posts/tea/tea.png" alt="a" width="40" height="30">'
    assert opened(site, "posts/tea/tea.png").size == (40, 30)


@pytest.mark.parametrize(
    "written",
    [
        "{static}/images/cup%20no%201%20é.jpg",
        "/images/cup%20no%201%20%C3%A9.jpg",
        "</images/cup%20no 1 %C3%A9.jpg>",
    ],
)
def test_the_address_of_an_image_is_escaped_wherever_it_stands(site, written):
    put(site, "images/cup no 1 é.jpg", saved(painted(600, 300), "JPEG", quality=98))
    site.put("authors/ada.md", f"---\nname: Ada\nphoto: images/cup no 1 é.jpg\n---\n\n![b]({written})\n")
    site.post("tea", f"![a]({written}) [large]({written})")

    site.build(overrides={"SITEURL": "https://example.org"})

    address = "https://example.org/images/cup%20no%201%20%C3%A9.jpg"
    assert f'src="{address}" alt="a"' in tags(site, "posts/tea")[1]
    pages = "".join(site.page(url) for url in ("posts/tea", "authors/ada"))
    named = re.findall(r"""(?:src|href|srcset|content)="([^"]*(?:cup|pictures/)[^"]*)""", pages)
    assert len(named) > 5
    assert all(re.fullmatch(r"[!-~]+(?: \d+w(?:, [!-~]+ \d+w)*)?", found) for found in named), named
    feed = (site.output / "feed.atom").read_text()
    assert f"{address}&quot;" in feed or address in feed
    assert (site.output / "images/cup no 1 é.jpg").is_file()


def test_an_attached_image_with_a_space_in_its_name_lies_beside_its_post(site):
    put(site, "posts/cup one.png", saved(painted(40, 30), "PNG"))
    site.post("tea", "![a]({attach}cup%20one.png)")

    site.build()

    assert 'src="/posts/tea/cup%20one.png"' in tags(site, "posts/tea")[-1]
    assert opened(site, "posts/tea/cup one.png").size == (40, 30)


def test_a_drawing_gets_the_size_of_its_box(site):
    site.put("images/plan.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 48"/>')
    site.post("tea", "![a]({static}/images/plan.svg)")

    site.build()

    assert tags(site, "posts/tea") == ['<img src="/images/plan.svg" alt="a" width="64" height="48">']


def test_pages_show_their_images_the_same_way(site):
    put(site, "images/tea.jpg", saved(painted(600, 300), "JPEG", quality=98))
    site.put("pages/about.md", "---\ntitle: About\n---\n\n![a]({static}/images/tea.jpg)\n")

    site.build()

    assert '<source type="image/avif" srcset="/pictures/tea-' in site.page("about")


def test_a_moving_picture_is_left_moving(site):
    frames = [painted(600, 300, "L"), painted(600, 300, "L").rotate(90)]
    put(site, "images/moves.gif", saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    site.post("tea", "![a]({static}/images/moves.gif)")

    site.build()

    assert tags(site, "posts/tea") == ['<img src="/images/moves.gif" alt="a" width="600" height="300">']
    with Image.open(site.output / "images/moves.gif") as image:
        assert image.n_frames == 2


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", [1, 3, 6])
def test_nothing_published_tells_where_a_photo_was_taken_and_all_stand_upright(site, kind, orientation):
    stored = painted(600, 300)
    upright = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_270}[orientation]
    size = (300, 600) if orientation == 6 else (600, 300)
    name = f"images/tea.{kind.lower()}"
    put(site, name, saved(stored, kind, exif=telling(orientation=orientation)))
    put(site, f"images/unused.{kind.lower()}", saved(stored, kind, exif=telling(orientation=orientation)))
    site.post("tea", f"![a]({{static}}/{name})")

    site.build()

    for path, data in files(site).items():
        assert SECRET.encode() not in data, path
    wanted = (stored.transpose(upright) if upright else stored).getpixel((20, 20))
    for path in [name, f"images/unused.{kind.lower()}", *pictures(site)]:
        image = opened(site, path)
        assert not image.getexif(), path
        if "-480" not in path:
            assert image.size == size
        pixel = image.convert("RGB").getpixel((20, 20))
        assert all(abs(one - other) < 40 for one, other in zip(pixel, wanted, strict=True)), path
    assert f'width="{size[0]}" height="{size[1]}"' in tags(site, "posts/tea")[-1]


def test_colours_of_another_profile_look_the_same(site):
    # In this profile what is stored as red is shown as sRGB would show it; so nothing may change.
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    put(site, "images/tea.jpg", saved(painted(600, 300), "JPEG", quality=98, icc_profile=profile))
    put(site, "images/grey.jpg", saved(painted(600, 300, "L"), "JPEG", quality=98, icc_profile=profile))
    put(site, "images/print.jpg", saved(painted(600, 300, "CMYK"), "JPEG", quality=98, icc_profile=profile))
    site.post("tea", "\n\n".join(f"![a]({{static}}/images/{name}.jpg)" for name in ("tea", "grey", "print")))

    site.build()

    (name,) = (name for name in pictures(site) if re.search(r"tea-\w+-600", name))
    red, green, blue = opened(site, name).convert("RGB").getpixel((20, 20))
    assert red > 220
    assert max(green, blue) < 40
    assert len([tag for tag in tags(site, "posts/tea") if tag.startswith("<source")]) == 3


def a_bomb() -> bytes:
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + header
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + b"\0" * 99
    )


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (
            saved(painted(600, 300), "JPEG", exif=telling())[:2500],
            f"broken-image images/tea.jpg is broken off or is not the image that its name says ({BROKEN})",
        ),
        (
            b"plain words",
            f"broken-image images/tea.jpg is broken off or is not the image that its name says ({BROKEN})",
        ),
        (b"", f"broken-image images/tea.jpg is broken off or is not the image that its name says ({BROKEN})"),
        (
            a_bomb(),
            f"huge-image images/tea.jpg has 30000 × 30000 pixels, more than 80 million ({HUGE})",
        ),
    ],
)
def test_a_bad_image_is_named_once_with_its_line_and_the_post_is_built(site, data, problem):
    put(site, "images/tea.jpg", data)
    site.post("tea", "Words.\n\n![a]({static}/images/tea.jpg)\n\n![a]({static}/images/tea.jpg)")

    report = site.build()

    assert [str(one) for one in report.found_late] == [f"content/posts/tea.md:14: warning {problem}"]
    assert 'src="/images/tea.jpg" alt="a"' in tags(site, "posts/tea")[0]
    assert (site.output / "images/tea.jpg").is_file()
    assert SECRET.encode() not in (site.output / "images/tea.jpg").read_bytes()


@pytest.mark.parametrize(
    "written",
    [
        "{static}/images/missing.jpg",
        "/images/missing.jpg",
        "../../outside.jpg",
        "https://example.org/images/tea.jpg",
        "//example.org/images/tea.jpg",
        "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
        "https://[broken",
    ],
)
def test_what_is_no_image_of_the_content_is_left_as_it_is(site, written):
    put(site, "../outside.jpg", saved(painted(600, 300), "JPEG"))
    site.post("tea", f'<p><img src="{written}" alt="a"></p>')

    site.build()

    (tag,) = tags(site, "posts/tea")
    assert written.replace("{static}", "") in tag
    assert "width" not in tag


def test_an_image_that_only_waiting_posts_show_waits_with_them(site):
    put(site, "images/secret.jpg", saved(painted(600, 300), "JPEG", quality=98))
    put(site, "images/logo.png", saved(painted(40, 30), "PNG"))
    site.put("images/plan.svg", '<svg viewBox="0 0 4 3"/>')
    site.post("seen", "![a]({static}/images/logo.png)")
    site.post(
        "tomorrow",
        "![a](/images/secret.jpg) ![b](/images/plan.svg) ![c](/images/logo.png)",
        date="2026-03-02",
    )

    site.build()

    assert {name for name in files(site) if name.startswith("images/")} == {"images/logo.png"}
    assert pictures(site) == []


def test_what_is_made_for_a_preview_lies_with_the_previews(site):
    put(site, "images/secret.jpg", saved(painted(600, 300), "JPEG", quality=98))
    site.post("tomorrow", "![a](/images/secret.jpg)", date="2026-03-02")

    site.build(preview_folder="preview/0123")

    assert all(name.startswith("preview/0123/pictures/secret-") for name in pictures(site))
    assert 'srcset="/preview/0123/pictures/secret-' in site.page("preview/0123/tomorrow")


def test_a_preview_shows_an_image_that_lies_beside_its_post(site):
    put(site, "posts/tea.png", saved(painted(40, 30), "PNG"))
    site.post("tomorrow", "![a](tea.png)", date="2026-03-02")

    site.build(preview_folder="preview/0123")

    assert '<img src="/posts/tea.png" alt="a" width="40" height="30">' in site.page("preview/0123/tomorrow")
    assert (site.output / "posts/tea.png").is_file()


def test_an_authors_photo_is_cut_to_a_small_square(site):
    put(site, "images/ada.jpg", saved(painted(900, 600), "JPEG", quality=98, exif=telling()))
    site.put("authors/ada.md", "---\nname: Ada Quill\nphoto: images/ada.jpg\n---\n")
    site.post("tea")

    site.build()

    for url in ("posts/tea", "authors/ada"):
        found = re.search(
            r'src="/(pictures/ada-\w+-480\.jpg)" alt="[^"]*" width="480" height="480"', site.page(url)
        )
        assert found, url
        assert opened(site, found[1]).size == (480, 480)
        assert re.search(
            r'srcset="/pictures/ada-\w+-240\.avif 240w, /pictures/ada-\w+-480\.avif 480w"', site.page(url)
        )


def test_a_small_photo_of_an_author_is_not_blown_up(site):
    put(site, "images/ada.png", saved(painted(90, 120), "PNG"))
    site.put("authors/ada.md", "---\nname: Ada Quill\nphoto: images/ada.png\n---\n")
    site.post("tea")

    site.build()

    assert 'width="90" height="90"' in site.page("posts/tea")


def test_unchanged_images_are_not_made_again_and_two_builds_are_equal(site, monkeypatch):
    put(site, "images/tea.jpg", saved(painted(1000, 500), "JPEG", quality=98, exif=telling(orientation=6)))
    site.post("tea", "![a](/images/tea.jpg)")
    site.build()
    first = files(site)
    monkeypatch.setattr(Image.Image, "save", None)

    site.build(fresh=True)

    assert files(site) == first


def test_an_image_is_made_again_where_the_cache_has_lost_a_part_of_it(site):
    put(site, "images/tea.jpg", saved(painted(600, 300), "JPEG", quality=98))
    site.post("tea", "![a](/images/tea.jpg)")
    site.build(overrides={"IMAGE_CACHE": "cache"})
    first = files(site)
    for path in Path("cache").rglob("*.avif"):
        path.unlink()

    site.build(overrides={"IMAGE_CACHE": "cache"})

    assert files(site) == first


def test_another_picture_under_the_same_name_has_another_address(site):
    put(site, "images/tea.jpg", saved(painted(600, 300), "JPEG", quality=98))
    site.post("tea", "![a](/images/tea.jpg)")
    site.build()
    first = set(pictures(site))
    put(site, "images/tea.jpg", saved(painted(600, 300).rotate(180), "JPEG", quality=98))

    site.build()

    assert len(pictures(site)) == len(first)
    assert not first & set(pictures(site))


def test_two_images_for_one_address_are_named_and_one_is_published(site):
    put(site, "posts/a/tea.png", saved(painted(40, 30), "PNG"))
    put(site, "posts/b/tea.png", saved(painted(50, 30), "PNG"))
    site.put("posts/x/y.txt", "")
    site.post("x/tea", "![a]({attach}../a/tea.png) ![b]({attach}../b/tea.png)")

    report = site.build()

    assert str(report.found_late[-1]) == (
        "content/posts/b/tea.png:1: warning same-address posts/a/tea.png is published under the same "
        "address, /posts/tea/tea.png (give one of them another name; until then only the other is published)"
    )
    assert opened(site, "posts/tea/tea.png").size == (40, 30)


def test_every_address_in_a_feed_is_whole(site):
    put(site, "images/tea.jpg", saved(painted(600, 300), "JPEG", quality=98))
    site.post("tea", "![a](/images/tea.jpg)")

    site.build(overrides={"SITEURL": "https://example.org"})

    feed = (site.output / "feed.atom").read_text(encoding="utf-8")
    assert feed.count("https://example.org/pictures/tea-") == 2
    assert feed.count("https://example.org/images/tea.jpg") >= 1
