import pytest

from editorial.status import Status
from editorial.written_status import written_status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("---\ntitle: Tea\nstatus: review\n---\n", Status.REVIEW),
        ("\ufeff---\r\nStatus : 'review' # soon\r\n---\r\n", Status.REVIEW),
        ('---\n"status": "Published"\n---\n', Status.APPROVED),
        ("Title: Tea\nSTATUS: hidden\n\nText.", Status.HIDDEN),
        ("---\ntitle: Tea\n---\nstatus: review\n---\n", Status.DRAFT),
        ("---\ntitle: Tea\n...\nstatus: review\n---\n", Status.DRAFT),
        ("---\ntitle: |\n  ---\n---8<---: cut\nstatus: review\n---\n", Status.REVIEW),
        ("Title: Tea\n\nStatus: review\n\nText.", Status.DRAFT),
        ("---\nstatus: done\n---\n", None),
        ("---\nstatus: review\n", None),
        ("", None),
    ],
)
def test_the_status_is_the_one_that_the_header_names_and_draft_without(text, status):
    assert written_status(text.encode()) is status
