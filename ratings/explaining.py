"""A rating in words: reads the record of what was decided and decides nothing."""

from ratings.explaining_points import explained_points
from ratings.explaining_targets import explained_targets
from ratings.record import AnyRating, Rating
from ratings.result_targets import AnyResult


def explain(rating: AnyRating) -> AnyResult:
    """Return *rating* as plain data with a sentence for every verdict, in both languages."""
    return explained_points(rating) if isinstance(rating, Rating) else explained_targets(rating)
