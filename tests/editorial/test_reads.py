import pytest

from editorial.reads import ReadsError, read_reads


@pytest.mark.parametrize(
    "text",
    [
        '{"tea": 120, "cups": 3}',
        "id,reads\ntea,120\ncups,3\n",
        "\ufeffreads,title,id\r\n120,About tea,tea\r\n3,,cups\r\n",
    ],
)
def test_reads_are_read_from_json_or_a_table(text):
    assert read_reads(text) == {"tea": 120, "cups": 3}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tea 120",
        '{"tea": "many"}',
        '{"tea": -1}',
        '{"tea": true}',
        "id,reads\ntea,many\n",
        "{",
        "id\ntea\n",
        'id,reads\n"tea,1\n',
        "[" * 100_000,
        '{"a":' * 100_000,
    ],
)
def test_what_says_no_reads_is_refused(text):
    with pytest.raises(ReadsError, match="write JSON like"):
        read_reads(text)


def test_an_empty_cell_is_no_reads():
    assert read_reads("id,reads\ntea,\n") == {"tea": 0}
