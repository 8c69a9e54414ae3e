import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.template_code import without_templates


def read(body: str, *, is_escaped: bool = False) -> str:
    text, problems = without_templates(body, "a.md", 5, is_escaped=is_escaped)
    assert problems == []
    return text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('[on]({{ "/2016/milk/" | url }})', "[on](/2016/milk/)"),
        ('{% image "assets/pot.png" "A pot" %}', '<img src="/assets/pot.png" alt="A pot">'),
        ('{% image_with_class "assets/pot.png", "A pot" "x" %}', '<img src="/assets/pot.png" alt="A pot">'),
        ('{% image "assets/pot.png" %}', '<img src="/assets/pot.png" alt="">'),
        ("{% img /images/pot.png %}", '<img src="/images/pot.png" alt="">'),
        ("{% img left images/pot.png 300 200 A pot %}", '<img src="/images/pot.png" alt="A pot">'),
        (
            "{% img /images/pot.png 300 'A pot' 'A blue pot' %}",
            '<img src="/images/pot.png" alt="A blue pot">',
        ),
        ('{% img https://a.example/pot.png "A pot" %}', '<img src="https://a.example/pot.png" alt="A pot">'),
        ("{% video /films/pot.mp4 640 480 /pot.png %}", '<video controls src="/films/pot.mp4"></video>'),
        ("{% youtube abc-1 640 480 %}", '<iframe src="https://www.youtube.com/embed/abc-1"></iframe>'),
        ("[x]({% post_url 2016-05-19-tea %})", "[x](/2016/05/19/tea/)"),
        ('{% include "figure.html", image: "/pot.png", alt: "A pot" %}', '<img src="/pot.png" alt="A pot">'),
        ("a {% raw %}{% img /x.png %}{% endraw %} b", "a {% img /x.png %} b"),
        ("a {% comment %}what\nnobody reads{% endcomment %} b", "a \n b"),
        ("{% highlight python %}\nx\n{% endhighlight %}", "\nx\n"),
        ("- item\n\n    {% img /images/pot.png %}", '- item\n\n    <img src="/images/pot.png" alt="">'),
        ("100{% of it, and {braces}", "100{% of it, and {braces}"),
    ],
)
def test_template_code_that_means_something_is_put_into_markdown(written, meant):
    assert read(written) == meant


@pytest.mark.parametrize(
    "code", ["{% raw %}x{% endraw %}", "{% comment %}x{% endcomment %}", "{% img /x.png %}"]
)
@pytest.mark.parametrize(
    "frame",
    ["```liquid\n{}\n```\n", "~~~\n{}\n~~~", "Words.\n\n    {}\n\n    {}\n\nMore.", "`{}` and ``a ` {}``"],
)
def test_in_code_it_stays_as_it_is_written(frame, code):
    body = frame.replace("{}", code)

    assert read(body) == body


def test_where_templates_are_read_in_code_too_what_protects_braces_goes():
    body = "```\n{% raw %}{{{% endraw %} name }} {% highlight x %}\n```"

    assert read(body, is_escaped=True) == "```\n{{ name }} {% highlight x %}\n```"


def test_what_is_not_understood_is_left_out_and_said_once_a_line():
    body = "Words.\n\n{% notebook a.ipynb %} {% notebook b.ipynb %}\n{% graphviz\n  a -> b\n%}\n\n{% img %}\n"

    text, problems = without_templates(body, "a.md", 5, is_escaped=False)

    assert text.split() == ["Words."]
    assert text.count("\n") == body.count("\n")
    assert [(problem.line, problem.is_error) for problem in problems] == [(7, False), (8, False), (12, False)]
    assert str(problems[0]) == (
        "a.md:7: warning template-code {% notebook %} is code of a template that is not understood here, and "
        "is left out (write what it showed in Markdown)"
    )


PIECES = st.sampled_from(
    [
        "{%", "%}", "{{", "}}", "raw", "endraw", "comment", " ", "\n", "\n\n", "    ", "\t", "`", "```\n",
        "- ", "img /a",
    ]
)  # fmt: skip


@given(st.lists(PIECES).map("".join))
def test_no_text_breaks_it_and_every_line_keeps_its_number(body):
    text, _ = without_templates(body, "a.md", 1, is_escaped=True)

    assert text.count("\n") == body.count("\n")
