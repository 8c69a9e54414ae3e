from editorial.sharing import share_links


def test_title_and_address_are_filled_in_so_that_nothing_in_them_can_break_the_link():
    patterns = [("Mail", "mailto:?subject={title}&body={url}")]

    (link,) = share_links(patterns, title="Q&A: 100% tea?", url="https://example.org/posts/é/?a=b&c")

    assert link.label == "Mail"
    assert link.url == (
        "mailto:?subject=Q%26A%3A%20100%25%20tea%3F"
        "&body=https%3A%2F%2Fexample.org%2Fposts%2F%C3%A9%2F%3Fa%3Db%26c"
    )
