from editorial.markup import to_html


def test_a_callout_is_a_note_with_its_kind_and_title():
    html = to_html('!!! tip "Ask *first*"\n    Then write.\n')

    assert html == (
        '<div class="callout" data-kind="tip" role="note">\n'
        '<p class="callout__title">Ask <em>first</em></p>\n<p>Then write.</p>\n</div>'
    )


def test_a_callout_without_a_title_is_named_by_its_kind_and_with_an_empty_one_not_at_all():
    assert '<p class="callout__title">Warning</p>' in to_html("!!! warning\n    Hot.\n")
    assert "callout__title" not in to_html('!!! warning ""\n    Hot.\n')


def test_other_blocks_stay_as_they_are():
    assert to_html('<div class="admonish">x</div>') == '<div class="admonish">x</div>'
