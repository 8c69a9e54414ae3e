import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest

from editorial.response_cells import neutral
from survey_server.answered import AnsweredError, answered_definitions, as_json
from survey_server.export_files import export_files
from survey_server.store import NewResponse
from survey_server.trial import traffic_of
from tests.builders import ask


def keep(service, slug, answers, *, days_ago=1, context=None, paradata=None):
    survey = service.services.surveys.find(slug)
    number = len(service.rows(slug))
    new = NewResponse(
        survey=slug,
        definition=survey.digest,
        definition_body=survey.definition,
        submission_id=f"{slug}-{number}",
        receipt=f"{slug}-receipt-{number}",
        received_at=service.config.as_of - timedelta(days=days_ago),
        answers=answers,
        context=context or {},
        paradata=paradata or {},
    )
    service.services.store.responses.save(new)
    return new.receipt


def files_of(service, slug):
    return export_files(service.services, service.services.surveys.find(slug)).values()


def exported(service, slug):
    table, book = files_of(service, slug)
    return list(csv.DictReader(io.StringIO(table, newline=""))), json.loads(book)


def test_answers_of_every_shape_have_columns_of_their_own(service):
    slug = service.publish(
        ask("choice", "tea", other=True),
        ask("choices", "teas", other=True),
        ask("matrix", "cells"),
        ask("rank", "order"),
        ask("number", "cups"),
        ask("consent", "agreed"),
        ask("text", "why"),
    )
    keep(
        service,
        slug,
        {
            "tea": {"other": "Mate"},
            "teas": ["green", {"other": "+1"}],
            "cells": {"green": "good"},
            "order": ["white", "green"],
            "cups": -2.5,
            "agreed": True,
            "why": "Two lines,\nand a “quote”.",
        },
    )

    (row,), _ = exported(service, slug)

    assert (row["tea"], row["tea__other"], row["tea.outcome"]) == ("other", "Mate", "answered")
    assert (row["teas__green"], row["teas__white"], row["teas__other"]) == ("1", "0", "'+1")
    assert (row["cells__green"], row["cells__black-tea"]) == ("good", "")
    assert (row["order__white"], row["order__green"], row["order__black-tea"]) == ("1", "2", "")
    assert (row["cups"], row["agreed"], row["why"]) == ("-2.5", "1", "Two lines,\nand a “quote”.")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_text_is_taken_for_a_formula(text):
    assert neutral(text) == f"'{text}"


def test_other_texts_stay_as_they_are():
    assert neutral("1=1") == "1=1"


def test_what_was_erased_is_left_out_and_counted(service):
    slug = service.publish(ask("text", "why"))
    keep(service, slug, {"why": "kept"})
    erased = keep(service, slug, {"why": "erased words"})
    service.services.store.responses.erase(erased, at=service.config.as_of)

    table, book = files_of(service, slug)

    assert "erased words" not in table + book
    assert len(table.splitlines()) == 2
    assert json.loads(book)["erased"] == 1
    assert service.services.store.reading.erased(slug) == 1


def test_versions_are_joined_in_one_table(service):
    slug = service.publish(ask("choice", "tea"), ask("text", "why"))
    keep(service, slug, {"tea": "green"}, days_ago=9)
    old = service.services.surveys.find(slug).digest
    options = [{"id": "jade", "label": "Jade", "was": "green"}, "Black tea", "White"]
    service.publish(
        ask("choice", "cup", was="tea", options=options), ask("nps", "send"), slug=slug, retired=["why"]
    )
    keep(service, slug, {"cup": "white", "send": 9})

    rows, book = exported(service, slug)

    assert [(row["version"] == old, row["cup"], row["send"], row["send.outcome"]) for row in rows] == [
        (True, "jade", "", "not-shown"),
        (False, "white", "9", "answered"),
    ]
    assert [version["responses"] for version in book["versions"]] == [1, 1]
    assert book["questions"][0]["codes"] == {"jade": "Jade", "black-tea": "Black tea", "white": "White"}


def test_what_is_no_longer_asked_stays_in_the_table_behind_what_is(service):
    slug = service.publish(ask("text", "a"), ask("choices", "b", other=True))
    keep(service, slug, {"a": "one", "b": ["green", {"other": "Mate"}]}, days_ago=9)
    old = service.services.surveys.find(slug).digest
    service.publish(ask("text", "a"), slug=slug, retired=["b"])
    keep(service, slug, {"a": "two"})

    table, _ = files_of(service, slug)
    rows, book = exported(service, slug)

    assert table.startswith(
        "response,received_at,version,a,a.outcome,"
        "b__green,b__black-tea,b__white,b__other,b.outcome,context.from,"
    )
    assert [(row["b__green"], row["b__white"], row["b__other"], row["b.outcome"]) for row in rows] == [
        ("1", "0", "Mate", "answered"),
        ("", "", "", "not-shown"),
    ]
    (gone,) = book["no_longer_asked"]
    assert (gone["id"], gone["asked_in"], gone["codes"]["white"]) == ("b", [old], "White")
    assert gone["columns"] == ["b__green", "b__black-tea", "b__white", "b__other", "b.outcome"]


def test_a_question_that_is_no_longer_asked_is_joined_over_the_versions_that_asked_it(service):
    slug = service.publish(ask("choice"))
    keep(service, slug, {"tea": "green"}, days_ago=9)
    options = [{"id": "jade", "label": "Jade", "was": "green"}, "Black tea"]
    service.publish(ask("choice", "cup", was="tea", options=options), slug=slug)
    keep(service, slug, {"cup": "black-tea"}, days_ago=5)
    service.publish(ask("text", "why"), slug=slug, retired=["cup"])

    rows, book = exported(service, slug)

    assert [(row["cup"], row["cup.outcome"]) for row in rows] == [
        ("jade", "answered"),
        ("black-tea", "answered"),
    ]
    assert len(book["no_longer_asked"][0]["asked_in"]) == 2


@pytest.mark.parametrize(
    ("before", "after", "value"),
    [
        (ask("choice"), ask("text"), "green"),
        (ask("scale", points=5), ask("scale", points=7), 5),
    ],
)
def test_answers_to_what_an_id_meant_before_have_columns_of_their_own(service, before, after, value):
    slug = service.publish(before)
    keep(service, slug, {"tea": value}, days_ago=9)
    old = service.services.surveys.find(slug).digest
    service.publish(after, slug=slug)

    (row,), book = exported(service, slug)

    assert (row["tea"], row["tea.outcome"]) == ("", "not-shown")
    assert (row[f"tea@{old[:8]}"], row[f"tea@{old[:8]}.outcome"]) == (str(value), "answered")
    assert [(one["id"], one["type"]) for one in book["no_longer_asked"]] == [("tea", before["type"])]


@pytest.mark.parametrize(("kind", "value"), [("choice", {"other": "Mate"}), ("choices", [{"other": "Mate"}])])
def test_words_under_other_stay_when_other_is_no_longer_offered(service, kind, value):
    slug = service.publish(ask(kind, other=True))
    keep(service, slug, {"tea": value}, days_ago=9)
    service.publish(ask(kind), slug=slug)

    (row,), book = exported(service, slug)

    assert (row["tea__other"], row["tea.outcome"]) == ("Mate", "answered")
    assert "tea__other" in book["questions"][0]["columns"]


def test_rows_that_are_gone_keep_their_column(service):
    slug = service.publish(ask("matrix", rows=["Green", "White"]))
    keep(service, slug, {"tea": {"green": "good", "white": "bad"}}, days_ago=9)
    service.publish(ask("matrix", rows=["Black", "White"]), slug=slug)

    (row,), _ = exported(service, slug)

    assert (row["tea__black"], row["tea__white"], row["tea__green"]) == ("", "bad", "good")


def test_a_question_called_like_a_column_of_ours_takes_nothing_from_it(service):
    slug = service.publish(ask("text", "response"), ask("choice", "version", other=True))
    keep(service, slug, {"response": "mine", "version": {"other": "second"}})

    (row,), book = exported(service, slug)

    assert row["response"].isdecimal()
    assert row["version"] == service.services.surveys.find(slug).digest
    assert (row["response.answer"], row["version.answer"]) == ("mine", "other")
    assert row["version__other"] == "second"
    assert book["questions"][0]["columns"] == ["response.answer", "response.outcome"]


def test_a_question_called_context_keeps_its_columns_to_itself(service):
    slug = service.publish(ask("text", "context"), hidden=["seconds"])
    keep(service, slug, {"context": "x"}, context={"seconds": "7"}, paradata={"seconds": {"context": 3}})

    (row,), book = exported(service, slug)

    assert (row["context.seconds"], row[book["context"]["seconds"]]) == ("3", "7")


def test_where_readers_came_from_is_in_the_table(service):
    slug = service.publish(ask("text", "why"), hidden=["campaign", "plot"])
    keep(service, slug, {"why": "x"}, context={"from": "letter", "campaign": "=may", "earlier": "7"})
    keep(service, slug, {"why": "y"})

    rows, book = exported(service, slug)

    assert [(row["context.from"], row["context.campaign"], row["context.plot"]) for row in rows] == [
        ("letter", "'=may", ""),
        ("", "", ""),
    ]
    # What the file has declared once and does no longer was stored all the same.
    assert rows[0]["context.earlier"] == "7"
    assert book["context"] == {
        "from": "context.from",
        "campaign": "context.campaign",
        "plot": "context.plot",
        "earlier": "context.earlier",
    }


def test_how_a_response_came_about_is_in_the_table_in_the_newest_ids(service):
    slug = service.publish(ask("choice", shuffle=True), ask("text", "why"))
    noted = {"language": "de", "seconds": {"tea": 12, "why": 3}, "order": {"tea": ["black-tea", "green"]}}
    keep(service, slug, {"tea": "green", "why": "x"}, days_ago=9, paradata=noted)
    options = [{"id": "jade", "label": "Jade", "was": "green"}, "Black tea"]
    service.publish(ask("choice", "cup", was="tea", options=options), slug=slug, retired=["why"])

    (row,), book = exported(service, slug)

    assert (row["paradata.language"], row["cup.seconds"], row["why.seconds"]) == ("de", "12", "3")
    assert row["cup.order"] == "black-tea jade"
    assert "why.order" not in row
    assert (book["questions"][0]["seconds"], book["questions"][0]["order"]) == ("cup.seconds", "cup.order")
    assert book["language"] == "paradata.language"


def test_what_a_reader_brings_along_through_the_door_comes_out_in_the_table(service):
    slug = service.publish(ask("choice", shuffle=True), hidden=["campaign"])
    body = {
        "submission_id": "brought-along-0001",
        "answers": {"tea": "green"},
        "context": {"from": "letter", "campaign": "may"},
        "paradata": {"seed": "0123456789abcdef", "seconds": {"tea": 4}},
    }

    service.post(slug, body)
    (row,), _ = exported(service, slug)

    assert (row["context.from"], row["context.campaign"], row["tea.seconds"]) == ("letter", "may", "4")
    assert sorted(row["tea.order"].split()) == ["black-tea", "green"]


def test_every_column_of_the_table_is_in_the_codebook_in_its_order(service):
    slug = service.publish(ask("choice", shuffle=True), ask("matrix", "cells"), ask("text", "gone"))
    keep(service, slug, {"gone": "x"}, paradata={"language": "de"})
    service.publish(ask("choice", shuffle=True), ask("matrix", "cells"), slug=slug, retired=["gone"])

    table, book = files_of(service, slug)

    assert json.loads(book)["columns"] == table.splitlines()[0].split(",")


def test_the_command_writes_both_files(service, tmp_path):
    slug = service.publish(ask("text", "why"))
    keep(service, slug, {"why": "because"})

    result = service.app.test_cli_runner().invoke(args=["export", slug, "--folder", str(tmp_path)])

    assert result.exit_code == 0
    assert "because" in (tmp_path / f"{slug}.csv").read_text(encoding="utf-8")
    assert json.loads((tmp_path / f"{slug}.codebook.json").read_text(encoding="utf-8"))["survey"] == slug


def test_a_survey_that_is_not_there_is_wrong_use(service, tmp_path):
    result = service.app.test_cli_runner().invoke(args=["export", "no-such", "--folder", str(tmp_path)])

    assert result.exit_code == 2
    assert "there is no survey no-such" in result.output


def test_definitions_are_read_from_the_database_or_from_a_file_of_them(service, tmp_path):
    slug = service.publish(ask("text", "why"))
    keep(service, slug, {"why": "because"})
    survey = service.services.surveys.find(slug)

    found = [one for one in answered_definitions(service.config.database_url) if one.survey == slug]
    file = tmp_path / "definitions.json"
    printed = json.loads(service.app.test_cli_runner().invoke(args=["definitions"]).output)
    # Other tests keep definitions in this database that are none.
    own = [one for one in printed["definitions"] if one["survey"] == slug]
    file.write_text(json.dumps({"definitions": own}), encoding="utf-8")

    assert [(one.digest, one.responses, one.body) for one in found] == [(survey.digest, 1, survey.definition)]
    assert answered_definitions(str(file)) == found
    assert "because" not in as_json(found)


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("sqlite:////no/such/folder/x.db", "there is no database /no/such/folder/x.db"),
        ("nonsense://", "no address of a database"),
        ("/no/such/file.json", "/no/such/file.json cannot be read: No such file or directory"),
        ("postgresql+psycopg://nobody:secret@127.0.0.1:1/none", "the database does not answer"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence_without_a_password(where, words):
    with pytest.raises(AnsweredError, match=words) as raised:
        answered_definitions(where)

    assert "secret" not in str(raised.value)


def test_a_file_of_something_else_is_refused(tmp_path):
    file = tmp_path / "x.json"
    file.write_text('{"definitions": [{"survey": "tea"}]}', encoding="utf-8")

    with pytest.raises(AnsweredError, match="holds no definitions"):
        answered_definitions(str(file))


def test_nowhere_has_no_definitions():
    assert answered_definitions("") == []


def test_a_database_without_tables_has_no_pace_and_says_so(tmp_path):
    file = tmp_path / "empty.db"
    file.touch()

    with pytest.raises(AnsweredError, match="has no tables of ours yet"):
        traffic_of(f"sqlite:///{file}", "tea", as_of=datetime.now(UTC))


def test_the_pace_is_that_of_the_last_four_weeks(service):
    slug = service.publish(ask("text", "why"))
    for days_ago in (1, 5, 27, 40):
        keep(service, slug, {"why": "because"}, days_ago=days_ago)

    assert traffic_of(service.config.database_url, slug, as_of=service.config.as_of) == (4, 0.75)
    assert traffic_of(service.config.database_url, "nobody", as_of=service.config.as_of) is None
