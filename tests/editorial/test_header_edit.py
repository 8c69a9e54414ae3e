import re

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from editorial.header import read_document, to_data
from editorial.header_edit import EditError, moved_date_text, remove_field, set_day, set_field, set_list
from editorial.problems import ContentError

PATH = "posts/tea.md"


def fielded(text: str, field: str, value: str) -> str:
    return set_field(text.encode(), field, value, path=PATH).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("date: 2026-01-05", "date: 2026-02-06"),
        ("date:   2026-01-05   # the fair", "date:   2026-02-06   # the fair"),
        ("date: '2026-01-05' # fair", "date: '2026-02-06' # fair"),
        ('"Date" : "2026-01-05 07:30"', '"Date" : "2026-02-06 07:30"'),
        ("DATE: 2026-01-05T07:30:00+01:00", "DATE: 2026-02-06T07:30:00+01:00"),
        ("date: 2026-1-5 07:30 America/New_York", "date: 2026-2-6 07:30 America/New_York"),
        ("date: >-\n  2026-01-05\n  07:30", "date: >-\n  2026-02-06\n  07:30"),
        ("date: |2\n  2026-01-05 07:30", "date: |2\n  2026-02-06 07:30"),
        ("date: 2026-01-05\n  07:30  # early", "date: 2026-02-06\n  07:30  # early"),
        ("date:\n  2026-01-05", "date:\n  2026-02-06"),
        ("date:", "date: 2026-02-06"),
        ("date:   # when?", "date: 2026-02-06   # when?"),
        ("date: ~", "date: 2026-02-06"),
        ('date: ""', 'date: "2026-02-06"'),
    ],
)
def test_a_new_day_replaces_the_day_alone_in_yaml(before, after):
    text = "---\r\n# plan\r\ntitle: Tea 🍵\r\n{}\r\ntags: [a,  b]\n---\r\nBody: no\rfield"

    data = set_day(text.format(before).encode(), "date", "2026-02-06", path=PATH)

    assert data.decode() == text.format(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Date: 2026-01-05", "Date: 2026-02-06"),
        ("date:2026-01-05 07:30  ", "date:2026-02-06 07:30  "),
        ("Date:\t2026-01-05\n    07:30", "Date:\t2026-02-06\n    07:30"),
        ("Summary: one\r\ttwo\rDate: 2026-01-05\r\t07:30", "Summary: one\r\ttwo\rDate: 2026-02-06\r\t07:30"),
        ("Date:\n     2026-01-05", "Date:\n     2026-02-06"),
        ("Date:", "Date: 2026-02-06"),
        ("Date: ", "Date: 2026-02-06"),
    ],
)
def test_a_new_day_replaces_the_day_alone_in_lines(before, after):
    text = "\ufeffTitle: Tea\r{}\rTags: a;  b\r\rBody: no field"

    data = set_day(text.format(before).encode(), "date", "2026-02-06", path=PATH)

    assert data.decode() == text.format(after)


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("2026-01-05", "2026-02-06", "2026-02-06"),
        ("2026-01-05 07:30", "2026-02-06", "2026-02-06 07:30"),
        ("2026-01-05T07:30Z", "2026-02-06", "2026-02-06T07:30Z"),
        ("2026-01-05T07:30Z", "2026-02-06T09:00+01:00", "2026-02-06T09:00+01:00"),
        ("2026/01/05 07:30", "2026-02-06", "2026/02/06 07:30"),
        ("2026/1/5 9:00", "2026-10-06", "2026/10/6 9:00"),
        ("2026-1-05T9:00+01:00", "2026-02-06", "2026-2-06T9:00+01:00"),
        ("2026-01-5", "2026-02-06", "2026-02-6"),
        # Of what has two digits anyway nothing is known; what stands beside it tells.
        ("2026-1-15", "2026-02-06", "2026-2-6"),
        ("2026-11-05", "2026-02-06", "2026-02-06"),
        ("2026-11-15", "2026-02-06", "2026-02-06"),
        ("2026-11-15", "2026-2-6", "2026-2-6"),
        ("2026-01-15", "2026-2-6", "2026-02-06"),
        ("", "2026-02-06", "2026-02-06"),
    ],
)
def test_of_a_bare_day_the_day_is_taken_and_of_an_instant_everything(old, new, text):
    assert moved_date_text(old, new) == text


def test_an_instant_replaces_the_whole_date():
    text = "---\ntitle: Tea\ndate: '2026-01-05 07:30'  # fair\n---\n"

    assert fielded(text, "date", "2026-02-06T09:00Z") == text.replace("2026-01-05 07:30", "2026-02-06T09:00Z")


@pytest.mark.parametrize(
    ("written", "value", "line"),
    [
        ("status: draft", "review", "status: review"),
        ("status: 'it''s'", "o'clock", "status: 'o''clock'"),
        (r'status: "a\tb"', 'say "\\"', r'status: "say \"\\\""'),
        ("status: draft", "a: b # c", 'status: "a: b # c"'),
        ("status: draft", "null", 'status: "null"'),
        ("status: draft", "é 🍵", "status: é 🍵"),
    ],
)
def test_a_text_keeps_its_quotes_and_gets_some_where_yaml_needs_them(written, value, line):
    text = "---\ntitle: Tea\n{}   # soon\n---\n"

    assert fielded(text.format(written), "status", value) == text.format(line)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitle: Tea\nidea: x\n  y\n---\n", "---\ntitle: Tea\ndate: 2026\nidea: x\n  y\n---\n"),
        ("---\r\nslug: tea # s\r\nidea: x\n---", "---\r\nslug: tea # s\r\ndate: 2026\r\nidea: x\n---"),
        ("---\nstatus: draft\n---\n", "---\ndate: 2026\nstatus: draft\n---\n"),
        ("---\n  title: Tea\n  idea: x\n---\n", "---\n  title: Tea\n  date: 2026\n  idea: x\n---\n"),
        ("---\nTITLE: Tea\n---\n", "---\nTITLE: Tea\nDATE: 2026\n---\n"),
        ("---\ntitle: >\n  Tea\n\n\n# end\n---\n", "---\ntitle: >\n  Tea\ndate: 2026\n\n\n# end\n---\n"),
        ("---\nslug: |+\n  tea\n\nidea: x\n---\n", "---\nslug: |+\n  tea\n\ndate: 2026\nidea: x\n---\n"),
        ("---\ntitle: |\n  Tea\n---\n", "---\ntitle: |\n  Tea\ndate: 2026\n---\n"),
        ("---\n---\nBody", "---\ndate: 2026\n---\nBody"),
        ("Title: Tea\nStatus: draft", "Title: Tea\nDate: 2026\nStatus: draft"),
        ("Title: Tea\n    for two", "Title: Tea\n    for two\nDate: 2026"),
    ],
)  # fmt: skip
def test_a_missing_field_gets_one_line_behind_the_field_before_it_in_the_schema(before, after):
    assert fielded(before, "date", "2026") == after


def test_a_field_behind_a_list_comes_behind_its_last_item():
    text = "---\ntitle: Tea\nauthors:\n  - ada  # first\n  - bo\n\n# the rest\nsummary: s\n---\n"

    after = fielded(text, "category", "Tea")

    assert after == text.replace("  - bo\n", "  - bo\ncategory: Tea\n")


@pytest.mark.parametrize(
    ("written", "items", "after"),
    [
        ("[ada, bo]", ["ada", "cy"], "[ada, cy]"),
        ("[ ada ,bo ] # both", ["cy", "bo"], "[ cy ,bo ] # both"),
        ("['ada', \"bo\"]", ["cy"], "['cy']"),
        ("[ada, bo, cy]", ["ada", "cy"], "[ada, cy]"),
        ("[ada, bo]", ["bo"], "[bo]"),
        ("[ada]", ["ada", "bo", "cy"], "[ada, bo, cy]"),
        ("[bo]", ["ada", "bo"], "[ada, bo]"),
        ("[]", ["ada", "bo"], "[ada, bo]"),
        ("[\n  ada,  # first\n  bo\n]", ["ada", "cy"], "[\n  ada,  # first\n  cy\n]"),
        ("ada", ["bo"], "bo"),
        ("ada, bo  # both", ["bo", "cy"], "bo, cy  # both"),
        ("ada,bo", ["bo", "cy"], "bo,cy"),
        ("'ada; bo'", ["bo", "cy"], "'bo; cy'"),
        ("", ["ada", "bo"], "[ada, bo]"),
        ("\n- ada # first\n- bo", ["ada", "cy"], "\n- ada # first\n- cy"),
        ("\n  - ada # first\n  - bo", ["ada"], "\n  - ada # first"),
        ("\n  - ada # first\n  -   'bo'", ["ada", "bo", "cy"], "\n  - ada # first\n  -   'bo'\n  -   cy"),
        ("\n  - bo", ["ada", "bo"], "\n  - ada\n  - bo"),
        ("\n  - ada\n  - bo\n  - cy", ["cy"], "\n  - cy"),
    ],
)
def test_a_list_changes_where_it_differs_and_keeps_its_form(written, items, after):
    text = "---\ntitle: Tea\nauthors: {}\nstatus: draft\n---\n"
    before, expected = (
        text.format(value).replace(": \n", ":\n").replace("\n", "\r\n") for value in (written, after)
    )

    assert set_list(before.encode(), "authors", items, path=PATH).decode() == expected


@pytest.mark.parametrize(
    ("before", "items", "after"),
    [
        ("Authors: ada, bo", ["bo"], "Authors: bo"),
        ("Authors: Quill, Ada; Reed, Bo", ["Quill, Ada"], "Authors: Quill, Ada;"),
        ("Author: ada\nAuthors: x", ["bo"], "Author: ada\nAuthors: bo"),
        ("Authors: ada\nAuthors: bo", ["ada", "cy", "di"], "Authors: ada\nAuthors: cy\nAuthors: di"),
        ("Authors: ada\nAuthors: bo", ["bo"], "Authors: bo"),
        ("Authors: ada\n    bo", ["bo"], "Authors: bo"),
        ("Authors: ada\n    bo", ["ada", "cy", "di"], "Authors: ada\n    cy\n    di"),
        ("Authors: ada\n\tbo", ["ada", "cy", "di"], "Authors: ada\n\tcy\n\tdi"),
    ],
)
def test_a_list_in_lines_changes_where_it_differs(before, items, after):
    text = "Title: Tea\n{}\nStatus: draft\n\nBody"
    read = set_list(text.format(before).encode(), "authors", items, path=PATH, foreign=True).decode()

    assert read == text.format(after)


def test_a_missing_list_is_written_in_one_line():
    yaml = set_list(b"---\ntitle: Tea\n---\n", "authors", ["ada", "bo"], path=PATH)
    lines = set_list(b"Title: Tea\n", "authors", ["ada", "bo"], path=PATH)

    assert yaml == b"---\ntitle: Tea\nauthors: [ada, bo]\n---\n"
    assert lines == b"Title: Tea\nAuthors: ada, bo\n"


def test_a_field_is_taken_out_with_its_lines_and_nothing_else():
    text = "---\ntitle: Tea\n{}# the rest\nstatus: draft\n---\n"
    before = text.format("approved: >\n  ada\n  2026\n")

    assert remove_field(before.encode(), "approved", path=PATH).decode() == text.format("")
    assert remove_field(text.format("").encode(), "approved", path=PATH).decode() == text.format("")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "---\ntitle: Tea\ndate: !!str 2026-01-05\n---\n",
            "3: error not-editable date: not changed in place: it has a tag, `!` (write a plain text)",
        ),
        (
            "---\ntitle: Tea\ndate: &day 2026-01-05\n---\n",
            "3: error not-editable date: not changed in place: it has an anchor, `&` (write a plain text)",
        ),
        (
            "---\ndate: 2026-01-05\ntitle: Tea\nDate: 2026-01-06\n---\n",
            "4: error not-editable date stands here again; it is on line 2 already (keep one of the two)",
        ),
        (
            "---\n{title: Tea, status: draft}\n---\n",
            "1: error not-editable date: the header is written in braces (write one field a line)",
        ),
        (
            "Title: Tea\nDate: 2026-01-05\nDate: 2026-01-06\n",
            "2: error not-editable date is a list, or stands there again (leave one text)",
        ),
        (
            '---\ntitle: Tea\ndate: "\\x32026-01-05"\n---\n',
            "3: error not-editable date: “\\x32026-01-05” does not begin with a day (give day and time)",
        ),
        (
            "No header.\n",
            "1: error not-editable there is no header that can be changed (begin the file with one)",
        ),
        (
            "---\ntitle: Tea\n",
            "1: error header-not-closed the header is not closed (end it with a line of three hyphens)",
        ),
    ],
)
def test_what_cannot_be_changed_in_place_is_refused_with_its_line(text, message):
    with pytest.raises(EditError) as raised:
        set_day(text.encode(), "date", "2026-02-06", path=PATH)

    assert str(raised.value) == f"{PATH}:{message}"


def test_a_text_of_several_lines_is_refused():
    with pytest.raises(EditError, match="is not one line of text"):
        fielded("---\ntitle: Tea\n---\n", "status", "draft\nslug: x")


def test_bytes_that_are_no_utf8_survive_and_new_ones_are_written_alike():
    data = b"---\r\ntitle: Caf\xe9 \x80 au lait\r\ndate: 2026-01-05\r\nauthor: Ana\r\n---\r\n\xa9 Th\xe9\xff"

    moved = set_day(data, "date", "2026-02-06", path=PATH, foreign=True)
    assigned = set_list(data, "authors", ["Zoë"], path=PATH, foreign=True)

    assert moved == data.replace(b"2026-01-05", b"2026-02-06")
    assert assigned == data.replace(b"Ana", b"Zo\xeb")


def test_headers_of_other_tools_are_changed_in_their_own_way():
    loose = "\n---\ntitle: Tea: a song\ndate: '2010/01/05'\n---\nText"
    rest = "Tea\n###\n\n:date: 2010-01-05 10:00\n:tags: a\n\nText\n"

    moved = set_day(loose.encode(), "date", "2026-02-06", path=PATH, foreign=True).decode()
    rest_moved = set_day(rest.encode(), "date", "2026-02-06", path="posts/tea.rst", foreign=True).decode()
    hidden = set_field(rest.encode(), "status", "hidden", path="posts/tea.rst", foreign=True).decode()

    assert moved == loose.replace("2010/01/05", "2026/02/06")
    assert rest_moved == rest.replace("2010-01-05", "2026-02-06")
    assert hidden == rest.replace(":tags: a\n", ":tags: a\n:status: hidden\n")


def test_a_way_to_write_that_would_make_other_fields_another_text_is_not_taken():
    text = "---\ntitle: Tea  # green\nstatus: draft\n---\n"

    after = set_field(text.encode(), "status", "a: b", path=PATH, foreign=True).decode()

    # Without quotes the header would be no YAML, and be read as lines, which know no comments.
    assert after == text.replace("draft", '"a: b"')


def test_a_repeated_value_of_other_tools_is_not_changed_in_place():
    text = "---\nmodified: &day 2026-01-05\ndate: *day\n---\n"

    with pytest.raises(EditError, match=r"it repeats another value by `\*`"):
        set_day(text.encode(), "date", "2026-02-06", path=PATH, foreign=True)


def test_a_day_that_shows_no_zeros_forgets_how_others_were_written():
    there = fielded_day("date: 2026-1-5", "2026-10-12")

    assert there == "date: 2026-10-12"
    assert fielded_day(there, "2026-01-05") == "date: 2026-01-05"
    assert fielded_day(there, "2026-1-5") == "date: 2026-1-5"


def fielded_day(line: str, day: str) -> str:
    return set_day(f"---\n{line}\n---\n".encode(), "date", day, path=PATH).decode().split("\n")[1]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
DAYS = st.dates().filter(lambda day: 1900 < day.year < 2200).map(str)
# How a month and a day under ten are written, and what stands between them.
PADDED, BARE = "{:02}", "{}"
PADDED_DAYS = st.just(("-", PADDED, PADDED))
DAY_STYLES = st.tuples(
    st.sampled_from("-/."), st.sampled_from([PADDED, BARE]), st.sampled_from([PADDED, BARE])
)
CLOCKS = st.sampled_from(
    [
        "",
        " 07:30",
        "T07:30:00Z",
        "T07:30+01:00",
        "  07:30 Europe/London",
        " 9:00",
        "T9:00",
        "T9:00-0500",
        " 9:05:07 Z",
    ]
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
QUOTES = st.sampled_from(["{}", "'{}'", '"{}"', "{}  # why", "'{}' # wo", ">-\n  {}", "|\n   {}\n", "\n  {}"])


@st.composite
def files(draw, day_styles=PADDED_DAYS):
    """A file with a date in its header, in any style and encoding, and the date's day."""
    day, clock = draw(DAYS), draw(CLOCKS)
    written = styled(day, draw(day_styles))
    others = {
        key: draw(TEXTS)
        for key in draw(st.lists(st.sampled_from(["title", "slug", "summary", "x"]), unique=True))
    }
    is_yaml = draw(st.booleans())
    date = (
        draw(QUOTES).format(written + clock)
        if is_yaml
        else draw(st.sampled_from(["{}", "{}  ", "\n    {}"])).format(written + clock)
    )
    key = draw(st.sampled_from(["date", "Date", "DATE"]))
    entries = [(name, '"' + re.sub(r"[^\w ]", "", value) + '"') for name, value in others.items()]
    entries.insert(draw(st.integers(0, len(entries))), (key, date))
    lines = "\n".join(f"{name}: {value}" for name, value in entries)
    text = f"---\n{lines}\n---\n" if is_yaml else f"{lines}\n\n"
    text += draw(TEXTS) + draw(st.sampled_from(["", "\n", "\n\nmore: here\n"]))
    # Each line has an end of its own.
    text = "".join(part if part != "\n" else draw(ENDS) for part in re.split("(\n)", text))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    encoding = draw(st.sampled_from(["utf-8", "cp1252"])) if not mark else "utf-8"
    return day, (mark + text).encode(encoding, errors="replace")


@given(files(), DAYS)
def test_moving_a_date_and_moving_it_back_restores_the_file_byte_for_byte(file, other):
    day, data = file
    assume(b"\0" not in data)

    moved = set_day(data, "date", other, path=PATH, foreign=True)
    back = set_day(moved, "date", day, path=PATH, foreign=True)

    assert back == data
    assert moved == data.replace(day.encode(), other.encode(), 1) or day == other


def styled(day: str, style: tuple[str, str, str]) -> str:
    """Return a day, `YYYY-MM-DD`, in another style."""
    sign, month, number = style
    parts = [int(part) for part in day.split("-")]
    return sign.join([f"{parts[0]:04}", month.format(parts[1]), number.format(parts[2])])


@given(st.data(), DAY_STYLES, DAYS)
def test_it_is_restored_in_every_style_of_the_day_that_the_other_day_can_show(data, style, other):
    day, before = data.draw(files(st.just(style)))
    assume(b"\0" not in before)
    _, months, numbers = style
    is_small = [int(part) < 10 for part in other.split("-")[1:]]
    assume(months == numbers == PADDED or all(is_small) or (months == numbers and any(is_small)))

    there = set_day(before, "date", other, path=PATH, foreign=True)
    back = set_day(there, "date", day, path=PATH, foreign=True)

    assert back == before


@given(
    files(),
    st.sampled_from(["status", "slug", "category"]),
    st.text("ab' \":#-{}[]é", min_size=1, max_size=9),
)
def test_setting_a_field_changes_no_other_field_and_no_text(file, field, value):
    _, data = file
    assume(value.strip())
    try:
        before = read_document(data, PATH)
    except ContentError:
        # Other encodings are for the test above.
        reject()

    after = read_document(set_field(data, field, value, path=PATH), PATH)

    assert after.header.get(field).value.text.split() == value.split()
    assert after.body == before.body
    assert others(after, field) == others(before, field)


def others(document, field):
    # A block of text at the end of a header has no line end; a field behind it gives it one.
    values = [(entry.key, to_data(entry.value)) for entry in document.header.entries if entry.key != field]
    return [(key, value.rstrip("\n")) for key, value in values]


@given(
    st.lists(st.sampled_from(["ada", "bo", "cy", "di"]), min_size=1, unique=True),
    st.lists(st.sampled_from(["ada", "bo", "cy", "di"]), min_size=1, unique=True),
    st.sampled_from(["flow", "block", "text", "lines", "repeated"]),
)
def test_a_list_becomes_any_other_and_comes_back(old, new, form):
    written = {
        "flow": f"---\nauthors: [{', '.join(old)}]  # who\nslug: x\n---\n",
        "block": "---\nauthors:\n" + "".join(f"  - {item}\n" for item in old) + "slug: x\n---\n",
        "text": f"---\nauthors: {', '.join(old)}  # who\nslug: x\n---\n",
        "lines": f"Authors: {', '.join(old)}\nSlug: x\n",
        "repeated": "".join(f"Authors: {item}\n" for item in old) + "Slug: x\n",
    }[form].encode()
    # What is repeated for one item only is not known to be a list.
    assume(form != "repeated" or len(new) > 1)

    there = set_list(written, "authors", new, path=PATH)
    back = set_list(there, "authors", old, path=PATH)

    assert back == written
