import pytest
from PIL import Image

from editorial.problems import ContentError

SECRET = "nobody may read this"
TARGETS = ("key.png", "key.svg", "key.pdf", "folder/key.png")


@pytest.fixture
def outside(tmp_path):
    for target in TARGETS:
        (tmp_path / "outside" / target).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "outside" / target).write_text(SECRET)
    return tmp_path / "outside"


def test_a_link_among_the_images_that_leads_out_stops_the_build_and_is_named(site, outside):
    site.post("tea")
    (site.content / "images").mkdir()
    (site.content / "images" / "key.png").symlink_to(outside / "key.png")

    with pytest.raises(ContentError, match=r"content/images/key\.png:1: error leads-out the link leads out"):
        site.build()

    assert not site.output.exists() or SECRET not in site.everything()


@pytest.mark.parametrize("kind", ["static", "attach", "filename"])
def test_no_address_in_a_text_takes_along_what_lies_outside(site, outside, kind):
    for name in ("key.png", "key.svg", "key.pdf", "folder"):
        (site.content / name).symlink_to(outside / name)
    places = ("", "/", "../outside/", "/../outside/", "%2e%2e/outside/")
    links = [f"[k]({{{kind}}}{place}{target})" for target in TARGETS for place in places]
    pictures = [f"!{link}" for link in links]
    site.put("tea.md", "\n\n".join(["Title: Tea\nDate: 2016-05-19", *links, *pictures]))
    before = set(site.content.parent.rglob("key.*"))

    site.build(foreign=True)

    assert "leads-out" in {problem.code for problem in site.report.problems}
    assert SECRET not in site.everything()
    assert set(site.content.parent.rglob("key.*")) == before


@pytest.mark.parametrize("form", ["[k]({static}%s)", "![k]({static}%s)", "[k]({attach}%s)"])
def test_an_address_that_climbs_out_of_the_content_publishes_nothing(site, outside, form):
    site.post("tea", form % "/../outside/key.pdf" + "\n\n" + form % "../../outside/key.png")
    before = set(site.content.parent.rglob("key.*"))

    site.build()

    assert set(site.content.parent.rglob("key.*")) == before


@pytest.mark.parametrize("body", ["![k]({static}/face.png)", "![k](folder/face.png)", "Words."])
def test_of_a_picture_or_portrait_that_lies_outside_nothing_is_made(site, outside, body):
    Image.new("RGB", (800, 600)).save(outside / "face.png")
    (site.content / "face.png").symlink_to(outside / "face.png")
    (site.content / "folder").symlink_to(outside)
    site.put("authors/ada.md", "---\nname: Ada Quill\nphoto: face.png\n---\n")
    site.put("tea.md", f"Title: Tea\nDate: 2016-05-19\nAuthor: Ada\n\n{body}\n")

    site.build(foreign=True)

    assert list(site.output.rglob("*face*")) == []
