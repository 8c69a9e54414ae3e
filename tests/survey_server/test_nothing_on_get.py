"""Nothing is stored when an address is asked for: mail scanners, previews and crawlers follow every link."""

import html
import itertools
import re
import subprocess
import sys
from collections import deque
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import sqlalchemy as sa

from tests.builders import ask

MOST = 1000
DIGESTS = """
import hashlib, sys
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        print(hashlib.sha256(file.read()).hexdigest())
"""
LINKS = re.compile(r'(?:href|src|action|data-[\w-]+)="([^"]*)"')
FIELDS = re.compile(r'name="([^"]*)"[^>]*?value="([^"]*)"')


def test_a_crawler_that_asks_for_every_address_and_form_stores_nothing(service):
    slug = service.publish(
        ask("choice", "tea", other=True),
        ask("text", "why", when={"tea": "green"}),
        ask("matrix", "both"),
        language="en",
        languages={"de": {"title": "Tee"}},
        hidden=["campaign"],
        results="public",
    )
    steps = service.publish(ask("yes_no", "milk"), ask("text", "why"), pages="one", results="after-vote")
    closed = service.publish(ask("yes_no", "milk"), closes="2026-01-31")
    receipt = service.send(slug, {"tea": "green", "why": "words"}).headers["Location"]
    later = service.send(slug, {"tea": "green", "_go": "later"})
    link = urlsplit(
        html.unescape(later.text.partition('href="http://localhost/surveys')[2].partition('"')[0])
    )
    before = state_of(service)

    seen = crawl(
        service, [*entries(slug), *entries(steps), *entries(closed), receipt, f"/surveys{link.geturl()}"]
    )

    assert state_of(service) == before
    assert len(seen) >= MOST
    kinds = {urlsplit(address).path.split("/")[1] for address in seen}
    assert {"surveys", "receipts", "api", "theme", "embed.js"} <= kinds
    assert any("?so_far=" in address or "&so_far=" in address for address in seen)


def entries(slug):
    """Return what a letter, a page or a program may begin with."""
    api = f"/api/v1/surveys/{slug}"
    return [
        f"/surveys/{slug}",
        f"/surveys/{slug}?embed=1",
        *(f"/surveys/{slug}?step={step}" for step in ("all", "review", "tea", "milk", "none")),
        f"/surveys/{slug}?lang=de&from=a-post&campaign=spring&q.tea=green&q.milk=yes",
        f"/surveys/{slug}/results",
        f"{api}/responses",
        f"{api}/results",
        f"{api}/challenge?submission_id=0123456789abcdef",
        "/api/v1/openapi.json",
        "/embed.js",
        "/embed.css",
        "/healthz",
        "/readyz",
        "/metrics",
    ]


def crawl(service, first):
    """Return every address that was asked for: what was found, and then the first again."""
    waiting, seen = deque(first), set()
    invented = itertools.count()
    while len(seen) < MOST:
        address = waiting.popleft()
        if address in seen:
            continue
        seen.add(address)
        answer = service.get(address, Origin="https://site.example")
        assert answer.status_code < 500, address
        waiting += [found for found in addresses_in(answer, address) if found not in seen]
        if not waiting:
            # Each of them comes with something of its own.
            waiting += [f"{path}{'&' if '?' in path else '?'}visit={next(invented)}" for path in first]
    return seen


def addresses_in(answer, address):
    """Return where a page leads: its links, and its forms filled in and sent by the wrong method."""
    text = answer.text if "text/html" in answer.headers.get("Content-Type", "") else ""
    links = [html.unescape(link) for link in LINKS.findall(text)]
    fields = [tuple(map(html.unescape, pair)) for pair in FIELDS.findall(text)]
    filled = [
        f"{urlsplit(link).path}?{urlencode([*fields, *parse_qsl(urlsplit(link).query)])}"
        for link in links
        if "/surveys/" in link or "/receipts/" in link
    ]
    if answer.status_code in (301, 302, 303):
        links.append(answer.headers["Location"])
    places = (urljoin(f"http://localhost{address}", link) for link in [*links, *filled])
    return [
        urlsplit(place)._replace(scheme="", netloc="", fragment="").geturl()
        for place in places
        if place.startswith("http://localhost/")
    ]


def state_of(service):
    """Return the number of rows of every table, and in a file the bytes of it and of its log."""
    engine = service.services.store.engine
    with engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        counts = {
            table: connection.execute(sa.select(sa.func.count()).select_from(sa.table(table))).scalar_one()
            for table in tables
        }
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    return counts, digests(file, f"{file}-wal") if file else ""


def digests(*files):
    """Return the digests of files, from another process: closing them here would drop SQLite's locks."""
    command = [sys.executable, "-c", DIGESTS, *files]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
