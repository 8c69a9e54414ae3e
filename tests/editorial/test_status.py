from editorial.status import STATUS_WORDS, State, Status


def test_the_way_to_publication_has_an_order():
    assert [status.step for status in Status] == [0, 1, 2, 3, 4, 4]


def test_each_status_has_reached_itself_and_those_before_it():
    assert Status.REVIEW.has_reached(Status.REVIEW)
    assert Status.APPROVED.has_reached(Status.IDEA)
    assert not Status.DRAFT.has_reached(Status.REVIEW)


def test_hidden_has_come_as_far_as_approved():
    assert Status.HIDDEN.has_reached(Status.APPROVED)
    assert Status.APPROVED.has_reached(Status.HIDDEN)


def test_published_is_another_word_for_approved():
    assert STATUS_WORDS["published"] is Status.APPROVED
    assert set(STATUS_WORDS) == {*Status, "published"}


def test_every_status_before_approval_is_also_a_state():
    waiting = [status for status in Status if not status.has_reached(Status.APPROVED)]

    assert [State(status.value).value for status in waiting] == ["idea", "assigned", "draft", "review"]
