import json
import os

import pytest

from survey_server.config import ServerConfig
from survey_server.theming import SiteFrame


@pytest.fixture
def inventory(tmp_path):
    return tmp_path / "site.json"


def frame(inventory, **settings):
    config = ServerConfig(secret_key="s" * 32, site_json=inventory, site_name="Plain", **settings)
    return SiteFrame(config, stylesheet="/theme/site.css")


def write(inventory, *, name="The Tea Review", url="https://tea.example"):
    names = {
        "name": name,
        "tagline": "Leaves",
        "language": "en",
        "url": url,
        "menu": [["Topics", "/topics/"]],
    }
    inventory.write_text(json.dumps({"site": names, "posts": []}), encoding="utf-8")


def test_the_names_and_the_menu_are_those_of_the_site(inventory):
    write(inventory)

    site = frame(inventory).site()

    assert (site.name, site.tagline, site.url) == ("The Tea Review", "Leaves", "https://tea.example")
    assert site.menu == (("Topics", "https://tea.example/topics/"),)


def test_an_address_that_the_operator_gives_wins(inventory):
    write(inventory, url="")

    site = frame(inventory, site_url="http://127.0.0.1:8000").site()

    assert site.menu == (("Topics", "http://127.0.0.1:8000/topics/"),)


def test_a_site_that_was_built_anew_is_read_again(inventory):
    write(inventory, name="Before")
    framed = frame(inventory)
    framed.site()

    write(inventory, name="After")
    os.utime(inventory, ns=(1, 1))

    assert framed.site().name == "After"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"posts": []}', '{"site": {"name": "x"}}'])
def test_an_inventory_that_cannot_be_read_leaves_the_plain_names(inventory, text):
    inventory.write_text(text, encoding="utf-8")

    assert frame(inventory).site().name == "Plain"


def test_without_an_inventory_the_plain_names_stand(inventory):
    assert frame(None).site().name == "Plain"
    assert frame(inventory).site().name == "Plain"
