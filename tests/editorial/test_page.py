import pytest

from editorial.fields import FieldReader
from editorial.header import read_document
from editorial.page import RESERVED, read_page
from tests.builders import CONTEXT, make_page


def test_a_page_has_its_name_from_the_file():
    page = make_page("about us", summary="Who we are.", menu_order=3)

    assert (page.slug, page.title, page.summary, page.menu_order) == (
        "about-us",
        "About us",
        "Who we are.",
        3,
    )
    assert page.body.strip() == "About tea."


@pytest.mark.parametrize("slug", RESERVED)
def test_an_address_of_the_site_itself_cannot_be_a_page(slug):
    reader = FieldReader("pages/x.md", CONTEXT)

    read_page(read_document(f"---\ntitle: X\nslug: {slug}\n---\n".encode(), reader.path), reader, stem="x")

    assert [(problem.line, problem.message) for problem in reader.problems] == [
        (3, f"slug: the site itself uses the address /{slug}/")
    ]
