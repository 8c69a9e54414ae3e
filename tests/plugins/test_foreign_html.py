import pytest

from plugins.foreign_html import mended


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<p>a <b>bold</p>", "<p>a <b>bold</b></p>"),
        ("<p>x</p></div>", "<p>x</p>"),
        ("<script>alert(1)</script><p onclick='x()'>y</p>", "<p>y</p>"),
        ('<p style="color: red">x</p>', "<p>x</p>"),
        ('<a href="javascript:x()">y</a>', "<a>y</a>"),
        ('<a href="{filename}/posts/tea.md">tea</a>', '<a href="{filename}/posts/tea.md">tea</a>'),
        ('<img alt="" src="{static}/images/pot.png">', '<img alt="" src="{static}/images/pot.png">'),
        ("<h3><p>words</p></h3>", "<h3>words</h3>"),
        ("a<!-- what nobody is to read -->b", "ab"),
        ("<div><figcaption>x</figcaption></div>", "<div>x</div>"),
        ("<figure><figcaption>x</figcaption></figure>", "<figure><figcaption>x</figcaption></figure>"),
        ('<div class="table-scroll" role="region" tabindex="0" aria-label="Table"><table></table></div>',
         '<div class="table-scroll" role="region" tabindex="0" aria-label="Table"><table></table></div>'),
        ('<img class="a" data-src="{static}/p.png"><noscript><img src="{static}/p.png" alt="Pot"></noscript>',
         '<img src="{static}/p.png" alt="Pot">'),
        ('<img src="a.png"> <noscript><img src="b.png"></noscript>', '<img src="a.png"> <img src="b.png">'),
        ('<p>a</p><noscript>Please enable JavaScript.</noscript>', "<p>a</p>"),
        ('a<noscript><img width="1" height="1" src="https://count.example/a"></noscript>b', "ab"),
        ('a<noscript><img src="b.png">', 'a<img src="b.png">'),
        ('<img alt="A pot" data-src="/p.png">', '<img alt="A pot" src="/p.png">'),
        ("<code>&lt;noscript&gt;</code>", "<code>&lt;noscript&gt;</code>"),
    ],
)  # fmt: skip
def test_foreign_html_is_whole_and_does_nothing_by_itself(written, expected):
    assert mended(written) == expected


def test_elements_that_html_has_given_up_become_those_of_today():
    assert mended('<tt class="x">a</tt> <STRIKE>b</STRIKE> <title>').startswith(
        '<code class="x">a</code> <s>b</s>'
    )
    assert mended("<strikeout>c</strikeout><ttl>d</ttl>") == "cd"
