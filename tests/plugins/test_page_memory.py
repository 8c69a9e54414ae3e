import os

import pytest

from plugins.page_memory import PageMemory


@pytest.fixture
def page(tmp_path):
    page = tmp_path / "index.html"
    page.write_text("A page.")
    return page


@pytest.fixture
def memory(page):
    memory = PageMemory()
    memory.note(page, "made of this")
    return memory


def test_a_file_stands_as_long_as_its_inputs_and_itself_are_the_same(memory, page):
    assert memory.stands(page, "made of this")
    assert not memory.stands(page, "made of that")
    assert not memory.stands(page.with_name("other.html"), "made of this")


def exchange(page):
    page.with_name("new").write_text("A path.")
    page.with_name("new").replace(page)


@pytest.mark.parametrize(
    "change",
    [exchange, lambda page: page.write_text("A page and more.")],
    ids=["another file", "another size"],
)
def test_a_file_that_somebody_changed_does_not_stand_even_if_its_time_was_put_back(change, memory, page):
    before = page.stat()
    change(page)
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert not memory.stands(page, "made of this")


def test_a_file_that_somebody_took_away_does_not_stand(memory, page):
    page.unlink()

    assert not memory.stands(page, "made of this")


def test_files_that_left_the_site_are_forgotten(memory, page):
    memory.forget_all_but({"another"})

    assert not memory.stands(page, "made of this")
