"""A reference in another style than the rest of the list."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.check import Example, Group, Need, PaperCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.checks.style_vote import FAMILIES
from citekit.checks.typed_places import Spot, quote, typed_at
from citekit.checks.wording import style_called

__all__ = ["CHECK"]


def find(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for each reference that is clearly in another style than its list."""
    vote = paper.vote
    if vote is None:
        return
    own = FAMILIES.get(vote.style, style_called(paper))
    for number, name in sorted(vote.odd.items()):
        listed = paper.reference(number)
        spot = Spot(listed, 0, len(listed.reference.text))
        yield Finding(
            check=CHECK.id,
            level=Level.WARNING,
            where=typed_at(paper, spot),
            quote=quote(spot),
            message=f"Your list is in {own}; this reference is in {FAMILIES[name]}.",
            habit=f"references in {FAMILIES[name]}",
        )


_LIST = (
    "# References\n\n"
    "Diekelmann, S., & Born, J. (2010). The memory function of sleep. *Nature Reviews Neuroscience*, "
    "*11*(2), 114–126.\n\n"
    "Owens, J. A., Belon, K., & Moss, P. (2010). Impact of delaying school start time on adolescent sleep, "
    "mood, and behavior. *Archives of Pediatrics & Adolescent Medicine*, *164*(7), 608–614.\n\n"
    "Van Dongen, H. P. A., Maislin, G., Mullington, J. M., & Dinges, D. F. (2003). The cumulative cost of "
    "additional wakefulness. *Sleep*, *26*(2), 117–126.\n\n"
)

CHECK = PaperCheck(
    id="other-style",
    title="A reference is in another style than the list",
    group=Group.REFERENCES,
    level=Level.WARNING,
    reason="References copied from several places show it: a list is in one style throughout.",
    remedy="Write the reference as the others of the list are written.",
    source="The nearest of the styles that citekit tells apart, each printing what the reference says.",
    needs=frozenset((Need.LIST,)),
    example=Example(
        wrong=(
            f"{_LIST}Walker, Matthew P. “The Role of Sleep in Cognition and Emotion.” *Annals of the New "
            "York Academy of Sciences*, vol. 1156, no. 1, 2009, pp. 168–97.\n"
        ),
        right=(
            f"{_LIST}Walker, M. P. (2009). The role of sleep in cognition and emotion. *Annals of the New "
            "York Academy of Sciences*, *1156*(1), 168–197.\n"
        ),
    ),
    find=find,
)
