"""Every kind of page that a respondent may meet, of one survey in a language."""

from datetime import timedelta

from tests.builders import ask
from tests.survey_server.conftest import NOW

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
TEE = ask("choices", "tee", ask="Welcher Tee?", options=["Grün", "Weiß", "Zeit"], required=True)
TAG = ask("date", "tag", ask="Wann?")
SAID = ask("text", "warum", ask="Sie sagten {tee} am {tag}. Warum?")
ANSWERS = {"tee": ["grun", "weiss"], "tag": "2026-03-01"}


def every_page(service, language):
    """Answer a survey with all that can go wrong on the way; returns the answers of the service by name."""
    slug = service.publish(
        TEE, TAG, SAID, language=language, title="Der Tee", purpose="Wissen.", body="Hallo.", thanks="Danke.",
        results="after-vote", min_cell=1,
    )  # fmt: skip
    address = f"/surveys/{slug}"
    begun = service.hidden(service.get(address))
    sent = service.client.post(address, data=begun | ANSWERS, headers=SAME_ORIGIN)
    empty = service.hidden(service.get(f"{address}?step=")) | {"_go": "later", "tee": "grun"}
    code = sent.headers["Location"].rpartition("/")[2]
    over = service.publish(TEE, language=language, title="Der Tee", purpose="Wissen.", closes="2026-03-04")

    old = service.services.tokens.sign(f"receipt:{code}", now=NOW - timedelta(days=2))

    def post(path, fields, **headers):
        return service.client.post(path, data=fields, headers=SAME_ORIGIN | headers)

    pages = {
        "whole": service.get(address),
        "mistakes": post(address, service.hidden(service.get(address))),
        "step": service.get(f"{address}?step="),
        "later": post(address, empty),
        "sent before": post(address, begun | ANSWERS | {"warum": "Anders."}),
        "receipt": service.get(sent.headers["Location"]),
        "results": service.get(f"{address}/results?receipt={code}"),
        "no results": service.get(f"{address}/results"),
        "over": service.get(f"/surveys/{over}"),
        "shut": post(f"/surveys/{over}", ANSWERS),
        "foreign": post(address, ANSWERS, **{"Sec-Fetch-Site": "cross-site", "Origin": "https://x.example"}),
        "unproven": service.client.post(address, data=ANSWERS),
        "wrong method": service.client.put(address),
        "wrong type": service.client.post(
            address, data=b"{}", content_type="text/plain", headers=SAME_ORIGIN
        ),
        "too large": post(address, {"warum": "x" * 3_000_000}),
        "expired": service.client.post(sent.headers["Location"], data={"_token": old}),
    }
    post(sent.headers["Location"], {})
    pages["erased"] = service.get(sent.headers["Location"])
    return pages
