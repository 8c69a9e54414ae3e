"""Three B2B blogs on one site: the headers of 32 posts from 2009 to 2014 and of 5 planned ones.

The columns of what is live: id, day, author, topic, stage, idea.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from editorial.author import Author
from editorial.plan import Plan, make_plan
from editorial.policy import Policy
from editorial.post import Post
from tests.builders import make_author, make_policy, make_post

NEW_YORK = ZoneInfo("America/New_York")
AS_OF = datetime(2014, 7, 15, 12, tzinfo=NEW_YORK)  # a Tuesday
STAGES = ("epiphany", "awareness", "interest", "consideration", "loyalty")

LIVE = """
five-components     2009-09-08  koch  Thought leadership        consideration  practical
information-gap     2009-09-22  koch  Sales enablement          interest       practical
publishers          2009-10-14  koch  Thought leadership        interest       practical
recession           2009-11-24  koch  Marketing transformation  interest       practical
stop-measuring      2009-08-25  koch  Measurement               epiphany       aspirational
where-blogs-live    2009-12-15  koch  Blogging                  consideration  practical
learning-networks   2010-01-12  koch  Social media              awareness      aspirational
fifteen-qualities   2010-08-12  koch  Social media              interest       practical
mobile              2010-06-17  koch  Social media              interest       practical
introverts          2010-07-14  koch  Social media              awareness      aspirational
lead-generation     2010-06-24  koch  Measurement               epiphany       practical
two-lessons         2010-08-20  koch  Social media              awareness      practical
transformation      2010-01-20  koch  Marketing transformation  epiphany       aspirational
self-regulation     2010-07-07  koch  Customer relationships    loyalty        aspirational
serious-games       2010-07-22  koch  Thought leadership        awareness      aspirational
too-many-cooks      2010-08-05  koch  Blogging                  consideration  practical
two-questions       2010-02-17  koch  Thought leadership        epiphany       aspirational
waking-dream        2010-07-29  koch  Thought leadership        epiphany       aspirational
what-do-you-think   2010-08-30  koch  Blogging                  loyalty        practical
who-owns            2010-02-09  koch  Sales enablement          consideration  practical
outcomes            2011-03-16  jbs   Social media              awareness      practical
cattle-or-cats      2011-03-02  jbs   Social media              epiphany       aspirational
the-money           2013-11-13  jbs   Sales                     awareness      practical
first-message       2014-04-29  buyer Sales                     interest       practical
no-influence        2014-07-01  buyer Influence                 awareness      practical
programs-1          2014-05-13  buyer Influence                 consideration  practical
programs-2          2014-05-14  buyer Influence                 consideration  practical
programs-3          2014-05-15  buyer Influence                 consideration  practical
outsourced          2014-05-28  buyer Measurement               epiphany       aspirational
too-busy            2014-04-15  buyer Influence                 awareness      practical
social-selling      2014-04-02  buyer Sales                     interest       aspirational
wherever            2014-06-17  buyer Sales                     epiphany       aspirational
"""
REVIEW_BY = {
    "five-components": "2010-09-08",
    "publishers": "2010-10-14",
    "transformation": "2011-01-20",
    "fifteen-qualities": "2011-08-12",
}
PLANNED: dict[str, dict[str, object]] = {
    "scheduled-list": {
        "date": "2014-07-22T09:00:00-04:00",
        "authors": ["koch"],
        "category": "Thought leadership",
        "stage": "interest",
        "idea": "practical",
        "status": "approved",
    },
    "bare-idea": {
        "date": None,
        "authors": None,
        "category": "Measurement",
        "stage": "consideration",
        "idea": "practical",
        "status": "idea",
        "derived_from": ["stop-measuring"],
    },
    "late-loyalty": {
        "date": None,
        "due": "2014-07-10",
        "authors": ["jbs"],
        "category": "Customer relationships",
        "stage": "loyalty",
        "idea": "aspirational",
        "status": "assigned",
    },
    "forum-notes": {
        "date": "2014-08-05T07:30:00-04:00",
        "authors": ["buyer", "jbs"],
        "reviewer": "koch",
        "category": "Sales enablement",
        "stage": "awareness",
        "idea": "aspirational",
        "status": "review",
    },
    "white-papers": {
        "date": "2014-07-29T09:00 America/New_York",
        "due": "2014-07-18",
        "authors": ["buyer"],
        "reviewer": "koch",
        "category": "Influence",
        "stage": "consideration",
        "idea": "practical",
        "status": "draft",
    },
}


def posts() -> list[Post]:
    """Return the 37 posts."""
    live = [_live(line) for line in LIVE.strip().splitlines()]
    return live + [_post(name, **fields) for name, fields in PLANNED.items()]


def authors() -> dict[str, Author]:
    """Return the three authors."""
    found = (
        make_author("koch", capacity=6),
        make_author("buyer", capacity=8),
        make_author("jbs", capacity=2, away=[{"from": "2014-08-01", "to": "2014-08-21"}]),
    )
    return {author.slug: author for author in found}


def policy() -> Policy:
    """Return what the three blogs have promised themselves."""
    return make_policy(
        timezone="America/New_York",
        horizon_weeks=8,
        cadence={"posts_per_week": 1, "longest_gap_days": 10, "rule": "warn"},
        stages={"epiphany": 0.25, "awareness": 0.25, "interest": 0.2, "consideration": 0.2, "loyalty": 0.1},
        ideas={"aspirational": 0.5, "practical": 0.5},
        categories=[
            {"name": "Thought leadership", "every_weeks": 4},
            {"name": "Social media", "every_weeks": 3},
            {"name": "Sales enablement", "every_weeks": 6},
            {"name": "Measurement", "every_weeks": 6},
            {"name": "Influence", "every_weeks": 2},
        ],
        lead_days={"draft": 10, "review": 4, "approved": 1},
        timely=1,
        quiet_days=["2014-07-04", {"from": "2014-12-24", "to": "2015-01-02"}],
    )


def _live(line: str) -> Post:
    name, day, rest = line.split(maxsplit=2)
    author, rest = rest.split(maxsplit=1)
    topic, stage, idea = (part.strip() for part in rest.rsplit(maxsplit=2))
    review = REVIEW_BY.get(name)
    return _post(
        name,
        date=nine_o_clock(day),
        authors=[author],
        category=topic,
        stage=stage,
        idea=idea,
        evergreen="true" if review else None,
        review_by=review,
    )


def nine_o_clock(day: str) -> str:
    """Return what a bare day means in New York."""
    return f"{day}T09:00 America/New_York"


def _post(name: str, **fields: object) -> Post:
    return make_post(f"posts/{name}.md", title=name.replace("-", " "), **fields)


def plan() -> Plan:
    """Return the plan of the three blogs at AS_OF."""
    return make_plan(posts(), authors(), policy(), as_of=AS_OF, zone=NEW_YORK, stages=STAGES)
