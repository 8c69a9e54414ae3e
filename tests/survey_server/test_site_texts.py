"""Links and images in the editors' texts, on pages that are not the site's."""

from dataclasses import replace

import pytest
from markupsafe import Markup

from survey_server.headers import content_security_policy
from survey_server.site_texts import at_site
from tests.builders import ask, make_survey
from tests.survey_server.conftest import SITE, Service

SURVEY = make_survey(ask("text", "why"), slug="tea")


@pytest.mark.parametrize(
    ("written", "leads_to"),
    [
        ("/privacy/", f"{SITE}/privacy/"),
        ("/images/x.png?y=1&amp;z", f"{SITE}/images/x.png?y=1&amp;z"),
        ("{static}/images/x.png", f"{SITE}/images/x.png"),
        ("{attach}x%20y.pdf", f"{SITE}/surveys/x%20y.pdf"),
        ("|static|/images/x.png", f"{SITE}/images/x.png"),
        ("../images/x.png", f"{SITE}/images/x.png"),
        ("{filename}../posts/tea.md", f"{SITE}/surveys/tea/"),
        ("https://elsewhere.example/", "https://elsewhere.example/"),
        ("//elsewhere.example/", "//elsewhere.example/"),
        ("mailto:we@site.example", "mailto:we@site.example"),
        ("#fn:1", "#fn:1"),
    ],
)
def test_addresses_of_the_site_are_whole_and_others_stay(written, leads_to):
    survey = replace(SURVEY, source=replace(SURVEY.source, path="content/surveys/tea.md"))

    assert at_site(Markup(f'<a href="{written}">'), survey, SITE) == f'<a href="{leads_to}">'


def test_without_an_address_of_the_site_a_text_stays_as_it_is():
    assert at_site(Markup('<a href="/x">'), SURVEY, "") == '<a href="/x">'


def test_what_is_written_about_addresses_stays_as_it_is():
    text = Markup('<code>href="/x"</code>')

    assert at_site(text, SURVEY, SITE) == text


@pytest.mark.parametrize("url", ["", "/blog", "nonsense", "https://[", "https://site.example:port"])
def test_an_inventory_with_an_odd_address_breaks_no_page(url):
    assert "img-src 'self';" in content_security_policy(url)


@pytest.mark.parametrize("query", ["", "?step=", "?embed=1"])
def test_the_introduction_shows_pictures_of_the_site_and_leads_to_it(service, query):
    slug = service.publish(ask("text", "why"), body="See ![tea](/images/tea.png), [privacy](/privacy/).")

    page = service.get(f"/surveys/{slug}{query}")

    assert f'src="{SITE}/images/tea.png"' in page.text
    assert f'href="{SITE}/privacy/"' in page.text
    assert f"img-src 'self' {SITE};" in page.headers["Content-Security-Policy"]


def test_the_thanks_on_a_receipt_lead_to_the_site(service):
    slug = service.publish(ask("text", "why"), thanks="Thanks. [More](/posts/tea/)")

    receipt = service.get(service.send(slug, {"why": "x"}).headers["Location"])

    assert f'<a href="{SITE}/posts/tea/">More</a>' in receipt.text


def test_the_thanks_of_an_embedded_survey_lead_to_the_site(service):
    slug = service.publish(
        ask("text", "why"), thanks="Thanks. [More](/posts/tea/) ![tea]({static}/images/tea.png)"
    )

    part = service.get(f"/surveys/{slug}?embed=1").text

    said = part.partition('data-part="outcome"')[2]
    assert f'<a href="{SITE}/posts/tea/">More</a>' in said
    assert f'src="{SITE}/images/tea.png"' in said


def test_a_service_that_knows_no_site_shows_its_own_pictures_only(config):
    service = Service(replace(config, site_url=""))

    page = service.get("/")
    service.services.store.close()

    assert "img-src 'self';" in page.headers["Content-Security-Policy"]
