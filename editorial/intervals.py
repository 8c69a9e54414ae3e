"""How sure numbers from a survey are: intervals, and how many answers a given precision takes.

They hold as if the respondents had been drawn at random; readers who choose themselves have not, and every
page that shows such a number says so.
"""

import math
from dataclasses import dataclass

# The standard normal quantile for 95 %, both sides.
Z = 1.959963984540054


@dataclass(frozen=True)
class Interval:
    """A 95 % interval, both ends included."""

    low: float
    high: float


def wilson(hits: int, number: int) -> Interval:
    """Return the 95 % score interval of a proportion, from 0 to 1; all of that where there are no answers.

    E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the
    American Statistical Association 22 (1927). 8 of 10: 0.490 to 0.943.
    """
    if number == 0:
        return Interval(0, 1)
    share, spread = hits / number, Z * Z / number
    centre = (share + spread / 2) / (1 + spread)
    half = Z * math.sqrt(share * (1 - share) / number + spread / (4 * number)) / (1 + spread)
    # At the ends the exact value is the end itself; floating point may miss it by a hair.
    return Interval(0 if hits == 0 else max(centre - half, 0), 1 if hits == number else min(centre + half, 1))


@dataclass(frozen=True)
class NetPromoterScore:
    """A score from -100 to 100 and half the width of its 95 % interval, in points."""

    score: float
    margin: float


def net_promoter_score(promoters: int, detractors: int, number: int) -> NetPromoterScore | None:
    """Return the score of 9s and 10s less 0s to 6s, None where nobody answered.

    The variance of a difference of two shares of one multinomial sample: p + d - (p - d)^2, over n.
    50 promoters and 20 detractors of 100: 30 ± 15.3.
    """
    if number == 0:
        return None
    up, down = promoters / number, detractors / number
    deviation = math.sqrt((up + down - (up - down) ** 2) / number)
    return NetPromoterScore(100 * (up - down), 100 * Z * deviation)


def answers_needed(points: float) -> int:
    """Return how many answers bring a proportion within so many percentage points, whatever it is.

    n = z^2 p (1 - p) / m^2 at p = 1/2, where the interval is widest (W. G. Cochran, "Sampling Techniques",
    1977, 4.4): 97 for ±10 points, 385 for ±5.
    """
    margin = points / 100
    return math.ceil(Z * Z / 4 / (margin * margin))


def days_until(needed: int, *, have: int, per_week: float) -> int | None:
    """Return in how many days there will be as many answers as needed; None at no answers a week."""
    missing = max(needed - have, 0)
    if missing and per_week <= 0:
        return None
    return math.ceil(missing * 7 / per_week) if missing else 0
