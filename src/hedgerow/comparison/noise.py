"""How much a series moves from bucket to bucket of itself, so that news can be told from noise.

The measure is the median absolute deviation of the changes between neighbouring buckets, scaled to agree with the
standard deviation for normally distributed changes. It is robust: weekends, launches and outages are among the
changes of most series and would blow up a standard deviation, while up to half of all changes may be wild before
a median follows them. Changes, not levels, because levels of a growing series spread although it never surprises.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median

FEWEST_CHANGES = 5
"""With fewer changes there is no telling what is usual."""

LIMIT = 3.0
"""How many times the usual change is no longer usual."""

_MAD_TO_SIGMA = 1.4826
_MEAN_TO_SIGMA = 1.2533


@dataclass(frozen=True, slots=True)
class Noise:
    """The usual change from one bucket to the next: its middle, and how far changes lie around it."""

    drift: float
    spread: float

    def is_exceeded_by(self, difference: float) -> bool:
        """Whether a difference of one number is larger than this noise explains."""
        return abs(difference) > LIMIT * self.spread + 1e-9 * abs(difference)

    def is_outgrown_by(self, last: float, unfinished: float) -> bool:
        """Whether an unfinished bucket already lies further out than a whole one should, after ``last``.

        It may still be low for no reason but the hour, so only growth away from zero counts.
        """
        growth = abs(unfinished) - abs(last)
        return growth > 0 and self.is_exceeded_by(growth - min(abs(self.drift), growth))


def noise_of(values: Sequence[float]) -> Noise | None:
    """The noise of finished, neighbouring buckets' ``values``; None when they are too few to tell.

    Where more than half of the changes are equal (sparse series of mostly zeros) their median deviation is 0 and says
    nothing; their mean deviation takes its place.
    """
    changes = [later - earlier for earlier, later in pairwise(values)]
    if len(changes) < FEWEST_CHANGES:
        return None
    drift = median(changes)
    away = [abs(change - drift) for change in changes]
    spread = _MAD_TO_SIGMA * median(away) or _MEAN_TO_SIGMA * fmean(away)
    return Noise(drift=drift, spread=spread)
