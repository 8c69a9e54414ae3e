from datetime import timedelta

from survey_server.store import NewResponse
from tests.builders import ask


def keep(service, slug, *, days_ago):
    new = NewResponse(
        survey=slug,
        definition="0" * 64,
        definition_body="[]",
        submission_id=f"{slug}-{days_ago}",
        receipt=f"{slug}-receipt-{days_ago}",
        received_at=service.config.as_of - timedelta(days=days_ago),
        answers={"why": "because"},
        context={"from": "a-post"},
    )
    service.services.store.responses.save(new)


def test_answers_are_erased_when_their_survey_no_longer_promises_to_keep_them(service):
    slug = service.publish(ask("text", "why"), retention_days=30)
    other = service.publish(ask("text", "why"), retention_days=365)
    for days_ago in (29, 31, 200):
        keep(service, slug, days_ago=days_ago)
    keep(service, other, days_ago=31)

    result = service.app.test_cli_runner().invoke(args=["erase-expired"])

    assert f"{slug}: 2 erased that came in before 2026-10-23" in result.output
    kept = {row["submission_id"]: row["answers"] for row in service.rows(slug)}
    assert kept[f"{slug}-29"] is not None
    assert kept[f"{slug}-31"] is None
    assert all(row["context"] is None and row["erased_at"] for row in service.rows(slug)[1:])
    assert service.rows(other)[0]["answers"] is not None


def test_answers_to_a_survey_whose_file_is_gone_are_not_forgotten(service):
    slug = service.publish(ask("text", "why"), retention_days=30)
    keep(service, slug, days_ago=200)
    service.file(slug).unlink()

    result = service.app.test_cli_runner().invoke(args=["erase-expired"])

    assert result.exit_code == 1
    assert f"{slug}: 1 kept, and none looked at: its file is gone or has mistakes" in result.output
