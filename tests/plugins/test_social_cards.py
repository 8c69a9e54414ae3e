import io

import pytest
from PIL import Image

from editorial.social_card import HEIGHT, WIDTH, CardText
from plugins.social_cards import ACCENT, STEPS, covers, draw_card, ramps, stage_mark

PALETTE = ramps("")
FOLDER = "preview/0123456789abcdef"


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def card(**texts: object) -> bytes:
    return draw_card(CardText(**{"site": "Running Order", "title": "Tea", **texts}), PALETTE)


def cards(site) -> set[str]:
    return {path.relative_to(site.output).as_posix() for path in site.output.rglob("*.png")}


def test_every_live_post_has_a_card_and_no_other_has(site):
    site.post("tea")
    site.post("whispered", status="hidden")
    site.post("tomorrow", date="2026-03-02")

    site.build()

    assert cards(site) == {"cards/tea.png", "cards/whispered.png"}
    data = (site.output / "cards/tea.png").read_bytes()
    assert opened(data).size == (1200, 630)
    assert len(data) <= 100_000
    assert "cards/tea.png" in site.page("posts/tea")


def test_the_cards_of_waiting_posts_lie_with_their_previews(site):
    site.post("tea")
    site.post("tomorrow", date="2026-03-02")

    site.build(preview_folder=FOLDER)

    assert cards(site) == {"cards/tea.png", f"{FOLDER}/cards/tomorrow.png"}


def test_a_post_without_stage_or_known_author_has_a_card_too(site):
    site.put("posts/notion.md", "---\ntitle: Just a notion\nstatus: idea\n---\n")

    site.build(preview_folder=FOLDER)

    assert cards(site) == {f"{FOLDER}/cards/notion.png"}


def test_an_unchanged_card_is_not_drawn_again(site, monkeypatch):
    site.post("tea")
    site.build()
    first = (site.output / "cards/tea.png").read_bytes()
    monkeypatch.setattr("plugins.social_cards.draw_card", None)

    site.build(fresh=True)

    assert (site.output / "cards/tea.png").read_bytes() == first


def test_a_new_title_is_a_new_card(site):
    site.post("tea")
    site.build()
    first = (site.output / "cards/tea.png").read_bytes()

    site.post("tea", title="Coffee")
    site.build()

    assert (site.output / "cards/tea.png").read_bytes() != first


@pytest.mark.parametrize(
    "texts",
    [
        {"title": "Coffee"},
        {"site": "Walking Order"},
        {"authors": ("Ada Quill",)},
        {"authors": ("Ada Quill",), "stage": "Weighing the options", "progress": 75},
        {"authors": ("Ada Quill",), "stage": "Weighing the options", "progress": 100},
    ],
)
def test_everything_on_a_card_can_be_seen(texts):
    others = [
        card(),
        card(authors=("Ada Quill",)),
        card(authors=("Ada Quill",), stage="Weighing the options", progress=50),
    ]

    assert sum(opened(card(**texts)).tobytes() == opened(other).tobytes() for other in others) == (
        texts == {"authors": ("Ada Quill",)}
    )


def test_the_same_words_give_the_same_bytes():
    assert card(authors=("Ada", "Ben")) == card(authors=("Ada", "Ben"))


@pytest.mark.parametrize("title", ["日本語のタイトル", "كيف", "नमस्ते", "🚀", "", "\n"])
def test_a_title_that_the_font_cannot_show_gives_way_to_the_sites_name(title):
    assert card(title=title) == card(site="", title="Running Order")


def test_no_letter_is_ever_a_box():
    assert [
        character for character in "Łódź Ångström “ok” — Ёжя…" if character != " " and not covers(character)
    ] == []
    assert not any(covers(character) for character in "日ب🚀\u0e01")


@pytest.mark.parametrize("title", ["x" * 4000, "word " * 4000, "W", "Tea " * 12, "AV" * 30])
def test_no_title_runs_over_the_edge(title):
    image = opened(card(title=title, authors=("A name " * 40,), stage="A stage " * 40, progress=25))

    paper = image.getpixel((0, 0))
    edges = [
        (0, 0, 70, HEIGHT),
        (WIDTH - 70, 0, WIDTH, HEIGHT),
        (0, HEIGHT - 40, WIDTH, HEIGHT),
        (0, 0, WIDTH, 50),
    ]
    assert all(
        image.crop(edge).getcolors() == [((edge[2] - edge[0]) * (edge[3] - edge[1]), paper)] for edge in edges
    )


@pytest.mark.parametrize(("progress", "filled"), [(0, 0), (25, 0.25), (50, 0.5), (75, 0.75), (100, 1)])
def test_the_stage_mark_fills_like_the_themes(progress, filled):
    def ink(of: int) -> int:
        return sum(value - ACCENT for value in stage_mark(of).tobytes())

    assert (ink(progress) - ink(0)) / (ink(100) - ink(0)) == pytest.approx(filled, abs=0.02)


def test_the_colours_are_the_themes_light_ones():
    css = ":root { --paper: #ffffff; --ink: #000000; --ink-2: #444; --accent: #0000ff; }"

    palette = ramps(css)

    assert palette[0] == palette[STEPS] == palette[2 * STEPS] == (255, 255, 255)
    assert palette[STEPS - 1] == (0, 0, 0)
    assert palette[-1] == (0, 0, 255)


def test_a_card_tells_nothing_beside_the_picture():
    image = Image.open(io.BytesIO(card()))

    assert image.info == {}


def test_a_site_is_the_same_however_many_things_are_made_at_once(site, tmp_path):
    for number in range(3):
        Image.effect_noise((700, 400), number).convert("RGB").save(
            site.put(f"images/{number}.png", "").with_suffix(".png")
        )
        site.post(f"tea-{number}", f"![Tea]({{static}}/images/{number}.png)")
    built = {}

    for jobs in (1, 3):
        site.output = tmp_path / f"output-{jobs}"
        site.build(overrides={"JOBS": jobs, "IMAGE_CACHE": str(tmp_path / f"images-{jobs}")})
        built[jobs] = {path.relative_to(site.output): path.read_bytes() for path in site.output.rglob("*.*")}

    assert built[1] == built[3]
