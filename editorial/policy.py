"""The editorial policy, `content/editorial.yaml`: what the team has promised itself."""

from collections.abc import Callable, Iterable
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from editorial import field_readers as read
from editorial.author import Absence, day_range
from editorial.fields import Context, FieldReader, Invalid, Reader, header, is_empty, placed, unless
from editorial.gates import Gate, Need
from editorial.header import Mapping, Node, Scalar
from editorial.instants import NotATimeError, find_zone
from editorial.problems import Severity, did_you_mean
from editorial.source import Source
from editorial.stage import Format, IdeaType
from editorial.status import Status

T = TypeVar("T")
RULES = {"warn": Severity.WARNING, "fail": Severity.ERROR}
STEPS = (Status.ASSIGNED, Status.DRAFT, Status.REVIEW, Status.APPROVED)
SHARES_TOLERANCE = 0.005
# Of ten years; what is wanted more seldom is not planned by weeks.
MOST_WEEKS = 520


@dataclass(frozen=True)
class Cadence:
    """How often posts go out; None where no promise is made."""

    posts_per_week: float | None = None
    longest_gap_days: int | None = None
    rule: Severity = Severity.WARNING


@dataclass(frozen=True)
class Shares:
    """Target shares, from 0 to 1, that add up to 1; empty where there is no target."""

    targets: AbstractMapping[str, float] = field(default_factory=dict)
    rule: Severity = Severity.WARNING


@dataclass(frozen=True)
class Rotation:
    """A topic that must appear at least every so many weeks; None where any interval will do."""

    name: str
    every_weeks: int | None = None
    rule: Severity = Severity.WARNING


@dataclass(frozen=True)
class LeadDays:
    """Working days before the date by which each step is due."""

    days: AbstractMapping[Status, int] = field(default_factory=dict)
    rule: Severity = Severity.WARNING


@dataclass(frozen=True)
class Timely:
    """Slots a month that are kept free for news."""

    slots: int = 0
    rule: Severity = Severity.WARNING


@dataclass(frozen=True)
class ApprovalRule:
    """An approval holds while no more than `typo_limit` words change; `required` asks each post for one."""

    typo_limit: int = 0
    required: bool = False
    rule: Severity = Severity.ERROR


def zone(node: Node, context: Context) -> ZoneInfo:
    """Read the name of a time zone."""
    name = read.text(node, context)
    try:
        return find_zone(name)
    except NotATimeError:
        message = f"“{name}” is not the name of a time zone"
        raise Invalid("not-a-zone", message, "write one like Europe/London") from None


def rule(node: Node, context: Context) -> Severity:
    """Read what a breach means: `warn` or `fail`."""
    return RULES[read.one_of(RULES)(node, context)]


def parts(readers: AbstractMapping[str, Reader[object]], build: Callable[..., T]) -> Reader[T]:
    """Return a reader of a mapping with these keys, which are handed to `build` by name."""

    def read_parts(node: Node, context: Context) -> T:
        values: dict[str, object] = {}
        findings: list[Invalid] = []
        for entry in read.mapping(node).entries:
            if entry.key not in readers:
                remedy = did_you_mean(entry.key, readers)
                findings.append(
                    Invalid("unknown-field", f"{entry.key} is not known", remedy, line=entry.line)
                )
                continue
            if is_empty(entry):
                continue
            try:
                values[entry.key] = readers[entry.key](entry.value, context)
            except Invalid as error:
                error.message = f"{entry.key}: {error.message}"
                findings += placed(error, entry.line)
        unless(findings, [])
        return build(**values)

    return read_parts


def shares(known: Callable[[Context], Iterable[str]]) -> Reader[Shares]:
    """Return a reader of a target share for each of the known names."""

    def read_shares(node: Node, context: Context) -> Shares:
        share = read.number(least=0, most=1)
        readers: dict[str, Reader[object]] = dict.fromkeys(known(context), share)
        values = parts({**readers, "rule": rule}, dict[str, Any])(node, context)
        severity = values.pop("rule", Severity.WARNING)
        total = sum(values.values())
        if values and abs(total - 1) > SHARES_TOLERANCE:
            message = f"the shares add up to {total:g}"
            raise Invalid("shares-do-not-add-up", message, "make them add up to 1")
        return Shares(values, severity)

    return read_shares


def rotation(node: Node, context: Context) -> Rotation:
    """Read a topic, by its name alone or as `{name, every_weeks, rule}`."""
    if isinstance(node, Scalar):
        return Rotation(read.text(node, context))
    found = parts(
        {"name": read.text, "every_weeks": read.whole_number(least=1, most=MOST_WEEKS), "rule": rule},
        dict[str, Any],
    )(node, context)
    if not found.get("name"):
        raise Invalid("missing-name", "there is a topic without a name", "add `name: …`", line=node.line)
    return Rotation(**found)


def lead_days(node: Node, context: Context) -> LeadDays:
    """Read for each step how many days before the date it is due."""
    readers: dict[str, Reader[object]] = dict.fromkeys(map(str, STEPS), read.whole_number(most=365))
    values = parts({**readers, "rule": rule}, dict[str, Any])(node, context)
    severity = values.pop("rule", Severity.WARNING)
    days = {step: values[step] for step in STEPS if step in values}
    ordered = list(days.values())
    if ordered != sorted(ordered, reverse=True):
        raise Invalid(
            "steps-out-of-order", "a later step is due before an earlier one", "give earlier steps more days"
        )
    return LeadDays(days, severity)


def timely(node: Node, context: Context) -> Timely:
    """Read a number of slots a month, or `{slots, rule}`."""
    slots = read.whole_number(most=31)
    if isinstance(node, Scalar):
        return Timely(slots(node, context))
    return parts({"slots": slots, "rule": rule}, Timely)(node, context)


def approval(node: Node, context: Context) -> ApprovalRule:
    """Read `{typo_limit, required, rule}`."""
    readers: dict[str, Reader[object]] = {
        "typo_limit": read.whole_number(most=100),
        "required": read.flag,
        "rule": rule,
    }
    return parts(readers, ApprovalRule)(node, context)


def gate(node: Node, context: Context) -> Gate:
    """Read `{stage, idea, format, needs, rule}`; without the first three it is for every post."""
    readers: dict[str, Reader[object]] = {
        "stage": read.one_of(context.stages),
        "idea": read.member_of(IdeaType),
        "format": read.member_of(Format),
        "needs": read.list_of(read.member_of(Need)),
        "rule": rule,
    }
    found = parts(readers, dict[str, Any])(node, context)
    if not found.get("needs"):
        message = "there is a gate that asks for nothing"
        raise Invalid("missing-needs", message, f"add `needs: [{Need.SOURCE}]`", line=node.line)
    return Gate(**found)


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What the team has promised itself; everything may be left out."""

    source: Source
    timezone: ZoneInfo | None = header(zone)
    horizon_weeks: int = header(read.whole_number(least=1, most=104), default=8)
    cadence: Cadence = header(
        parts(
            {
                "posts_per_week": read.number(most=100),
                "longest_gap_days": read.whole_number(least=1),
                "rule": rule,
            },
            Cadence,
        ),
        default=Cadence(),
    )
    stages: Shares = header(shares(lambda context: context.stages), default=Shares())
    ideas: Shares = header(shares(lambda _: map(str, IdeaType)), default=Shares())
    categories: tuple[Rotation, ...] = header(read.list_of(rotation), default=())
    personas: tuple[str, ...] = header(read.list_of(read.text), default=())
    jargon: tuple[str, ...] = header(read.list_of(read.text), default=())
    lead_days: LeadDays = header(lead_days, default=LeadDays())
    timely: Timely = header(timely, default=Timely())
    quiet_days: tuple[Absence, ...] = header(read.list_of(day_range), default=())
    approval: ApprovalRule = header(approval, default=ApprovalRule())
    gates: tuple[Gate, ...] = header(read.list_of(gate), default=())


def read_policy(root: Mapping, reader: FieldReader) -> Policy:
    """Return the policy in a YAML file; problems are added to the reader's."""
    return Policy(source=Source.of(reader.path, root), **reader.read(Policy, root))
