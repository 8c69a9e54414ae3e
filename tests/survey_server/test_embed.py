"""What pages of other sites load: the script, the style sheet, and the part that holds a survey."""

import gzip

import pytest

from tests.builders import ask

SITE = "https://site.example"
LARGEST = 2500


def test_the_script_is_smaller_than_two_and_a_half_kilobytes_as_it_is_sent(service):
    sent = service.get("/embed.js", **{"Accept-Encoding": "gzip, br"})

    assert sent.headers["Content-Encoding"] == "gzip"
    assert len(sent.data) < LARGEST
    assert gzip.decompress(sent.data).startswith(b"/* Puts surveys")
    assert sent.headers["Content-Type"].startswith("text/javascript")


@pytest.mark.parametrize("path", ["/embed.js", "/embed.css"])
def test_every_site_may_load_the_script_and_the_style_and_ask_whether_they_changed(service, path):
    plain = service.get(path, Origin="https://elsewhere.example")
    packed = service.get(path, **{"Accept-Encoding": "gzip"})
    again = service.get(path, **{"If-None-Match": plain.headers["ETag"]})

    assert gzip.decompress(packed.data) == plain.data
    assert plain.headers["Access-Control-Allow-Origin"] == "*"
    assert plain.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] != packed.headers["ETag"]
    assert (again.status_code, again.data) == (304, b"")


def test_the_style_holds_inside_of_surveys_only(service):
    style = service.get("/embed.css").text

    assert style.startswith("@scope (.masthead-survey) {")
    assert ":root" not in style
    assert style.count("{") == style.count("}")


def test_a_listed_site_gets_the_form_with_whole_addresses(service):
    slug = service.publish(ask("text", "why"))

    part = service.get(f"/surveys/{slug}?embed=1&from=a-post", Origin=SITE)

    assert part.status_code == 200
    assert part.headers["Access-Control-Allow-Origin"] == SITE
    assert "Origin" in part.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in part.headers
    assert "Set-Cookie" not in part.headers
    assert f'action="http://localhost/surveys/{slug}"' in part.text
    assert f'data-api="http://localhost/api/v1/surveys/{slug}/responses"' in part.text
    assert 'data-script="http://localhost/theme/survey.' in part.text
    assert service.hidden(part)["_context__from"] == "a-post"
    assert "_submission_id" not in service.hidden(part)
    assert "<html" not in part.text
    assert 'style="' not in part.text


def test_a_site_that_is_not_listed_gets_a_sentence_and_a_link(service):
    slug = service.publish(ask("text", "why"))

    part = service.get(f"/surveys/{slug}?embed=1", Origin="https://elsewhere.example")

    assert part.status_code == 403
    assert part.headers["Access-Control-Allow-Origin"] == "*"
    assert "This survey cannot be answered in this page." in part.text
    assert f'<a href="http://localhost/surveys/{slug}">Open the survey on its own page</a>' in part.text
    assert "<form" not in part.text


def test_a_survey_that_is_over_says_so_in_its_place(service):
    slug = service.publish(ask("text", "why"), closes="2026-01-31")

    part = service.get(f"/surveys/{slug}?embed=1", Origin=SITE)

    assert "This survey closed on 31 January 2026. It takes no more answers." in part.text
    assert "<form" not in part.text


def test_a_listed_site_reads_how_long_it_has_to_wait(service):
    slug = service.publish(ask("text", "why"))

    sent = service.post(slug, {"submission_id": "0123456789abcdef", "answers": {}}, {"Origin": SITE})

    assert sent.headers["Access-Control-Expose-Headers"] == "Retry-After"


def test_scripts_of_surveys_may_be_loaded_by_every_site(service):
    slug = service.publish(ask("text", "why"))
    address = service.get(f"/surveys/{slug}").text.partition('data-rules="')[2].partition('"')[0]

    assert service.get(address).headers["Access-Control-Allow-Origin"] == "*"
