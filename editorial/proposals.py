"""What could fill the plan's empty slots: ideas and evergreens, ranked by a rule that gives its reasons.

What is never proposed: a post whose work cannot be done by the day at the team's pace, or whose first author
is away on the day; one of whose authors has no capacity left in the month; a post within two weeks of one
that is much like it; an evergreen that need not be looked at yet; and anything at all for a slot that is kept
free for news. What is left is ranked by points:

- 3 for each post that its stage lacks of its share in the quarter (so, negative, for each it has too many), 2
  for each that its idea type lacks, both within ±2 posts;
- 2 times the part of its topic's interval that has passed when the slot comes, up to 4;
- 0.5 for each step that it has come already, 1 for an evergreen;
- up to 1 for the part of the author's capacity that is free;
- up to -2 for likeness to a post that is near in time.

Slots are filled in their order, and what is proposed for one counts for the next. Of equal candidates the
first by id is taken.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from editorial.likeness import Likenesses
from editorial.post import Post
from editorial.proposal_board import ProposalBoard, Targets
from editorial.proposal_judge import Candidate, Judge
from editorial.proposal_team import Team
from editorial.slots import Slot


@dataclass(frozen=True)
class Proposal:
    """What could fill a slot, and what else; both None where nothing fits, which `because` explains."""

    slot: Slot
    choice: Candidate | None
    runner_up: Candidate | None
    because: str = ""


def propose(
    slots: Iterable[Slot], candidates: Iterable[Post], *, board: ProposalBoard, team: Team, targets: Targets
) -> tuple[Proposal, ...]:
    """Return a proposal for each slot, by day; the board is filled with them."""
    left = {post.id: post for post in sorted(candidates, key=lambda post: post.id)}
    likenesses = Likenesses()
    proposals = []
    for slot in sorted(slots, key=attrgetter("day")):
        proposal = _proposal(slot, left.values(), Judge(slot.day, board, team, targets, likenesses))
        if proposal.choice:
            board.take(slot.day, left.pop(proposal.choice.id), proposal.choice.author)
        proposals.append(proposal)
    return tuple(proposals)


def _proposal(slot: Slot, left: Iterable[Post], judge: Judge) -> Proposal:
    if slot.is_for_news:
        return Proposal(slot, None, None, "kept free for news")
    ranked = judge.best(left)
    if not ranked:
        return Proposal(slot, None, None, "no idea or evergreen can be ready by then and keep every rule")
    return Proposal(slot, ranked[0], ranked[1] if len(ranked) > 1 else None)
