import pytest

from editorial.survey_links import survey_links
from tests.builders import ask, make_survey

SERVICE, SITE = "https://answers.example.org", "https://example.org/blog"


def links_of(*questions, **header):
    return survey_links(make_survey(*questions, **header), service=SERVICE, site=SITE)


def test_each_answer_to_the_first_question_has_a_link_that_picks_it():
    links = links_of(ask("statement", "hello"), ask("choice", "tea"), ask("yes_no", "milk"))

    assert [(link.label, link.address) for link in links.answers] == [
        ("Green", f"{SERVICE}/surveys/tea?q.tea=green"),
        ("Black tea", f"{SERVICE}/surveys/tea?q.tea=black-tea"),
    ]
    assert (links.plain, links.on_site) == (f"{SERVICE}/surveys/tea", f"{SITE}/surveys/tea/")


def test_an_answer_in_another_script_can_stand_in_an_address():
    links = links_of(ask("choice", "tea", options=["茶", "Tea"]))

    assert links.answers[0].address == f"{SERVICE}/surveys/tea?q.tea=%E8%8C%B6"


def test_points_of_a_scale_say_what_their_ends_mean():
    links = links_of(ask("scale", "much", low="Little", high="A lot"))

    assert [link.label for link in links.answers] == ["1 – Little", "2", "3", "4", "5 – A lot"]
    assert links.answers[-1].address.endswith("?q.much=5")


def test_labelled_points_say_their_labels():
    links = links_of(ask("scale", "much", points=["Not at all", "A little", "Very"]))

    assert [link.label for link in links.answers] == ["1 – Not at all", "2 – A little", "3 – Very"]


@pytest.mark.parametrize(
    "kind", ["text", "long_text", "email", "number", "date", "consent", "matrix", "rank"]
)
def test_what_a_reader_writes_or_agrees_to_is_never_in_a_link(kind):
    links = links_of(ask(kind))

    assert links.answers == ()
    assert links.mail == f'<p><a href="{SERVICE}/surveys/tea">Tea</a></p>'


def test_a_letter_shows_words_as_words():
    links = links_of(ask("choice", "tea", ask="Milk & <sugar>?", options=['"Yes" & no', "<b>"]))

    assert links.mail == "\n".join(
        [
            "<p>Milk &amp; &lt;sugar&gt;?</p>",
            "<ul>",
            f'  <li><a href="{SERVICE}/surveys/tea?q.tea=yes-and-no">&quot;Yes&quot; &amp; no</a></li>',
            f'  <li><a href="{SERVICE}/surveys/tea?q.tea=b">&lt;b&gt;</a></li>',
            "</ul>",
        ]
    )


def test_a_page_of_another_site_gets_a_place_with_a_link_and_one_script():
    links = links_of(ask("yes_no"), title="Tea & milk")

    assert links.embed == "\n".join(
        [
            '<div data-masthead-survey="tea">',
            f'  <a href="{SERVICE}/surveys/tea">Tea &amp; milk</a>',
            "</div>",
            f'<script type="module" src="{SERVICE}/embed.js" async></script>',
        ]
    )
