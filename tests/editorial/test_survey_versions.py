from datetime import UTC, datetime, timedelta

import pytest

from editorial.survey_history import AnsweredDefinition, check_history
from editorial.survey_versions import Joined, JoinedVersions, Outcome, Version
from tests.builders import ask, make_survey

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FIRST = make_survey(
    ask("choice", "tea", options=["Green", {"id": "dk", "label": "Don’t know"}, "Black"]),
    ask("text", "why", when={"tea": "green"}),
    ask("text", "gone"),
)
SECOND = make_survey(
    ask(
        "choice",
        "drink",
        was="tea",
        options=[
            {"id": "jade", "label": "Green tea", "was": "green"},
            {"id": "dk", "label": "Unsure"},
            "Black",
        ],
    ),
    ask("text", "why", when={"drink": "jade"}),
    retired=["gone"],
)
THIRD = make_survey(
    ask(
        "choice",
        "cup",
        was="drink",
        options=[{"id": "leaf", "label": "Leaf", "was": "jade"}, {"id": "dk", "label": "Unsure"}, "Black"],
    ),
    ask("text", "why", when={"cup": "leaf"}),
    ask("yes_no", "milk"),
    retired=["gone"],
)


def joined(*surveys):
    return JoinedVersions([Version.of(survey.definition) for survey in surveys])


def test_an_old_answer_is_carried_through_every_version():
    found = joined(FIRST, SECOND, THIRD).join(FIRST.digest, {"tea": "green", "why": "Taste."})

    assert found["cup"] == Joined(Outcome.ANSWERED, "leaf")
    assert found["why"] == Joined(Outcome.ANSWERED, "Taste.")


def test_what_a_version_did_not_ask_was_not_shown():
    versions = joined(FIRST, SECOND, THIRD)

    assert versions.join(FIRST.digest, {"tea": "green"})["milk"].outcome is Outcome.NOT_SHOWN
    assert versions.join(THIRD.digest, {"cup": "leaf"})["milk"].outcome is Outcome.SKIPPED


def test_not_shown_skipped_and_dont_know_are_kept_apart():
    versions = joined(FIRST)

    outcomes = [
        versions.join(FIRST.digest, answers)["why"].outcome
        for answers in ({"tea": "green", "why": "x"}, {"tea": "green"}, {"tea": "black"}, {})
    ]

    assert outcomes == [Outcome.ANSWERED, Outcome.SKIPPED, Outcome.NOT_SHOWN, Outcome.NOT_SHOWN]
    assert versions.join(FIRST.digest, {"tea": "dk"})["tea"].outcome is Outcome.DONT_KNOW


def test_the_seam_is_kept():
    versions = joined(FIRST, SECOND, THIRD)

    assert versions.asked_in("milk") == (THIRD.digest,)
    assert versions.asked_in("cup") == (FIRST.digest, SECOND.digest, THIRD.digest)
    assert [(one.key, one.version.digest) for one in versions.earlier] == [("gone", FIRST.digest)]
    assert [question.id for question in versions.no_longer_asked] == ["gone"]


def test_labels_are_the_newest_words_of_every_option_there_has_been():
    shorter = make_survey(ask("choice", "tea", options=["Green", "Black"]))

    assert joined(FIRST, SECOND, THIRD).labels("cup") == {"leaf": "Leaf", "dk": "Unsure", "black": "Black"}
    assert joined(FIRST, shorter).labels("tea") == {"green": "Green", "dk": "Don’t know", "black": "Black"}


def test_a_question_of_another_type_is_not_carried():
    other = make_survey(ask("text", "tea"))

    assert joined(FIRST, other).join(FIRST.digest, {"tea": "green"})["tea"].outcome is Outcome.NOT_SHOWN


def test_what_was_asked_in_another_way_keeps_its_answers_beside_the_question():
    text, scale = make_survey(ask("text", "tea")), make_survey(ask("scale", "tea"))
    versions = joined(make_survey(ask("choice", "tea")), text, scale)
    first = versions.versions[0].digest

    found = versions.join_all(first, {"tea": "green"})

    assert list(found) == ["tea", f"tea@{text.digest[:8]}", f"tea@{first[:8]}"]
    assert found[f"tea@{first[:8]}"] == Joined(Outcome.ANSWERED, "green")
    assert versions.asked_otherwise("tea")
    assert versions.no_longer_asked == ()


def test_a_question_that_comes_back_is_joined_with_nothing_that_was_over():
    milk = ask("yes_no", "milk")
    versions = joined(make_survey(ask("choice")), make_survey(milk), make_survey(ask("choice"), milk))

    assert versions.asked_in("tea") == (versions.versions[2].digest,)
    assert [one.key for one in versions.earlier] == [f"tea@{versions.versions[0].digest[:8]}"]


EXCHANGED = [
    (ask("scale", points=5), ask("scale", points=7)),
    (ask("scale", points=["Bad", "Fair", "Good"]), ask("scale", points=["Good", "Fair", "Bad"])),
    (ask("scale", low="Bad", high="Good"), ask("scale", low="Good", high="Bad")),
    (
        ask("choice", options=[{"id": "a", "label": "Green"}, {"id": "b", "label": "Black"}]),
        ask("choice", options=[{"id": "a", "label": "Black"}, {"id": "b", "label": "Green"}]),
    ),
    (
        ask("matrix", columns=[{"id": "a", "label": "Good"}, {"id": "b", "label": "Bad"}]),
        ask("matrix", columns=[{"id": "a", "label": "Bad"}, {"id": "c", "label": "Good"}]),
    ),
    (
        ask("matrix", rows=[{"id": "a", "label": "Green"}, {"id": "b", "label": "Black"}]),
        ask("matrix", rows=[{"id": "b", "label": "Green"}, {"id": "a", "label": "Black"}]),
    ),
]


@pytest.mark.parametrize(("before", "after"), EXCHANGED)
def test_answers_that_say_something_else_now_are_not_counted_together(before, after):
    old, new = make_survey(before), make_survey(after)

    versions = joined(old, new)

    assert versions.asked_in("tea") == (new.digest,)
    assert versions.asked_otherwise("tea")


REWORDED = [
    (ask("scale", points=["Bad", "Fair", "Good"]), ask("scale", points=["Poor", "Fair", "Good"])),
    (ask("scale", low="Bad"), ask("scale", low="Poor")),
    (ask("choice", options=["Green", "Black"]), ask("choice", options=["Black", "Green", "White"])),
    (
        ask("choice", options=[{"id": "a", "label": "Green"}, "Black"]),
        ask("choice", options=[{"id": "a", "label": "Green tea"}, "Black"]),
    ),
]


@pytest.mark.parametrize(("before", "after"), REWORDED)
def test_other_words_for_the_same_answers_leave_them_together(before, after):
    versions = joined(make_survey(before), make_survey(after))

    assert len(versions.asked_in("tea")) == 2
    assert versions.earlier == ()


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("choices", ["green", {"other": "Mate"}], ["jade", {"other": "Mate"}]),
        ("rank", ["white", "green"], ["white", "jade"]),
        ("choice", {"other": "green"}, {"other": "green"}),
    ],
)
def test_ids_inside_answers_are_carried_and_words_are_not(kind, value, expected):
    old = make_survey(ask(kind, options=["Green", "White"], **({"other": True} if kind != "rank" else {})))
    options = [{"id": "jade", "label": "Jade", "was": "green"}, "White"]
    new = make_survey(ask(kind, options=options, **({"other": True} if kind != "rank" else {})))

    assert joined(old, new).join(old.digest, {"tea": value})["tea"].value == expected


def test_cells_of_a_matrix_are_carried():
    old = make_survey(ask("matrix"))
    rows = [{"id": "jade", "label": "Green", "was": "green"}, "Black tea"]
    new = make_survey(ask("matrix", rows=rows))

    assert joined(old, new).join(old.digest, {"tea": {"green": "good"}})["tea"].value == {"jade": "good"}


def test_rows_and_columns_of_one_id_are_carried_apart():
    rows = [{"id": "a", "label": "Green"}, {"id": "other", "label": "Other teas"}]
    columns = [{"id": "a", "label": "Good"}, {"id": "other", "label": "Other"}]
    old = make_survey(ask("matrix", rows=rows, columns=columns))
    renamed = [{"id": "jade", "label": "Jade", "was": "a"}, rows[1]]
    new = make_survey(ask("matrix", rows=renamed, columns=columns))

    versions = joined(old, new)

    answer = {"a": "a", "other": "other"}
    assert versions.join(old.digest, {"tea": answer})["tea"].value == {"jade": "a", "other": "other"}
    assert versions.join(old.digest, {"tea": {"other": "a"}})["tea"].value == {"other": "a"}
    assert versions.labels("tea") == {"jade": "Jade", "a": "Good", "other": "Other"}


# The history check.


def answered(survey, *, days_ago, responses=3):
    return AnsweredDefinition(
        survey.slug, survey.digest, NOW - timedelta(days=days_ago), responses, survey.definition
    )


def history(survey, **options):
    options = {"committed": None, "as_of": NOW, **options}
    return [
        f"{p.line} {p.severity} {p.code} {p.message} ({p.remedy})" for p in check_history(survey, **options)
    ]


def test_a_breaking_change_since_the_newest_commit_is_an_error_at_its_line():
    old, new = make_survey(ask("choice", options=["Green", "Black", "White"])), make_survey(ask("choice"))

    found = history(new, committed=old)

    assert found[-1] == (
        "5 error breaking-change tea: options: “White” is gone, which was answered with; "
        "compared with the newest commit (keep it, or write {was: white} in the one that takes its place)"
    )


def test_a_survey_that_nobody_could_answer_yet_may_still_change():
    old = make_survey(ask("choice"), opens="2026-12-01")

    assert history(make_survey(ask("text"), opens="2026-12-01"), committed=old) == []


def test_definitions_with_answers_are_compared_too_and_those_without_are_not():
    old, new = make_survey(ask("choice")), make_survey(ask("text"))

    assert len(history(new, answered=[answered(old, days_ago=9)])) == 1
    assert (
        f"; 3 responses answered {old.digest[:8]} (" in history(new, answered=[answered(old, days_ago=9)])[0]
    )
    assert history(new, answered=[answered(old, days_ago=9, responses=0)]) == []


def test_an_id_that_changed_twice_is_followed():
    definitions = [answered(SECOND, days_ago=5, responses=1), answered(FIRST, days_ago=9)]

    assert history(THIRD, answered=definitions) == []


def test_an_option_that_excludes_the_rest_is_followed_through_two_changes_of_its_id():
    first, second, third = (
        make_survey(ask("choices", none={"id": name, "label": name, **was}))
        for name, was in [("nil", {}), ("nothing", {"was": "nil"}), ("neither", {"was": "nothing"})]
    )
    definitions = [answered(second, days_ago=5), answered(first, days_ago=9)]

    assert history(third, answered=definitions) == []
    assert joined(first, second, third).join(first.digest, {"tea": ["nil"]})["tea"].value == ["neither"]


@pytest.mark.parametrize("name", ["rows", "columns"])
def test_the_lists_of_a_matrix_are_followed_through_two_changes_of_an_id(name):
    first, second, third = (
        make_survey(ask("matrix", **{name: [{"id": own, "label": own, **was}, "Black tea"]}))
        for own, was in [("green", {}), ("jade", {"was": "green"}), ("leaf", {"was": "jade"})]
    )
    definitions = [answered(second, days_ago=5), answered(first, days_ago=9)]

    assert history(third, answered=definitions) == []


def test_the_same_change_is_said_once():
    old, new = make_survey(ask("choice")), make_survey(ask("text"))

    assert len(history(new, committed=old, answered=[answered(old, days_ago=9)])) == 1


def test_a_doubtful_change_is_a_warning():
    old, new = make_survey(ask("text", ask="Which tea?")), make_survey(ask("text", ask="Where do you live?"))

    assert history(new, committed=old) == [
        (
            "5 warning another-question tea: ask reads “Where do you live?” and read “Which tea?”; "
            "is it still the same question?; compared with the newest commit "
            "(if it is another one, give it an id of its own)"
        )
    ]


def test_an_answered_definition_comes_back_from_its_data():
    definition = answered(FIRST, days_ago=1)

    assert AnsweredDefinition.of_data(definition.as_data()) == definition
