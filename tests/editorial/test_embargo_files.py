import base64
import zlib
from urllib.parse import quote

import pytest

from editorial.embargo_files import texts_in

WORDS = "Quinces freeze before four"
RAW = WORDS.encode()


def said(data: bytes) -> str:
    return " ".join(" ".join(texts_in(data)).split())


def pdf(page: bytes, title: bytes = b"Tea") -> bytes:
    stream = zlib.compress(page)
    return (
        b"%%PDF-1.7\n1 0 obj\n<< /Title (%s) >>\nendobj\n2 0 obj\n<< /Filter /FlateDecode /Length %d >>\n"
        b"stream\n%s\nendstream\nendobj\n%%%%EOF\n"
    ) % (title, len(stream), stream)


@pytest.mark.parametrize(
    "data",
    [
        pdf(b"BT (" + RAW.replace(b" ", b") Tj T* (") + b") Tj ET"),
        pdf(b"BT [(" + RAW[:10] + b") -30 (" + RAW[10:] + b")] TJ ET"),
        pdf(b"BT [(" + RAW.replace(b" ", b") -250 (") + b")] TJ ET"),
        pdf(b"BT <" + RAW.hex().encode() + b"> Tj ET"),
        pdf(b"", title=RAW),
        pdf(b"", title=b"\xfe\xff" + WORDS.encode("utf-16-be")),
        pdf(
            rb"<< /Title (Quin\143es \
freeze before four) >>"
        ),
    ],
)
def test_what_a_pdf_says_is_read(data):
    assert WORDS in said(data)


@pytest.mark.parametrize(
    "data", [b"%PDF-", pdf(b"(")[:-30], b"%PDF-1.7\nstream\nxx\nendstream", pdf(b"<a> [(", title=b"(")]
)
def test_a_pdf_that_breaks_off_is_read_as_far_as_it_goes(data):
    assert WORDS not in said(data)


@pytest.mark.parametrize(
    "written",
    [
        base64.b64encode(RAW).decode(),
        base64.encodebytes(RAW * 9).decode(),
        quote(base64.b64encode(RAW).decode()),
        base64.b64encode(RAW).decode().rstrip("="),
        base64.b64encode(zlib.compress(b"") + RAW).decode(),
    ],
)
def test_a_file_within_a_drawing_is_read(written):
    assert WORDS in said(f'<svg><image href="data:image/png;base64,{written}"/></svg>'.encode())


def test_what_is_no_file_within_a_text_is_passed_over():
    text = "data:text/plain;base64,???? and data:;base64,AAAAAAAAA"

    assert said(text.encode()).startswith(text)
