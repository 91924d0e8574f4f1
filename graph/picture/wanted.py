"""What a user wants to see in a picture, and what of that does not go together."""

from __future__ import annotations

from typing import NamedTuple

from hezuo.graph.errors import HezuoError
from hezuo.graph.lookup import Filters

SHOWN = ("all", "ties")


class Wanted(NamedTuple):
    """What a user wants to see.

    ``names`` are parties in the middle, with all that is up to ``hops`` ties away; ``path`` two
    parties, with the shortest chains between them; ``by`` a level of areas that stand for the
    parties in them; ``communities`` gives each its own mark. ``show`` is all, ties, or empty for
    all where nothing else is asked for and there is not too much of it.
    """

    names: tuple[str, ...] = ()
    hops: int = 1
    path: tuple[str, ...] = ()
    by: str = ""
    communities: bool = False
    show: str = ""
    filters: Filters = Filters()

    @property
    def is_whole(self) -> bool:
        """Whether everything is wanted, or all that is around names, perhaps of one source."""
        only = Wanted(self.names, self.hops, filters=Filters(source=self.filters.source))
        return self._replace(show="") == only


def refuse_what_does_not_go_together(wanted: Wanted) -> None:
    """Raise HezuoError, with what to leave out, for wishes that contradict each other."""
    if wanted.show == "all" and not wanted.is_whole:
        raise HezuoError(
            "chains, areas, communities and limits are of ties alone",
            "leave out --show all, or the other",
        )
    if wanted.path and (wanted.names or wanted.by):
        raise HezuoError("--path draws what lies between two", "leave out the other names, or --by")
    if wanted.names and wanted.by:
        raise HezuoError(f"--by {wanted.by} draws areas, not parties", "leave out the names")
    if wanted.hops > 1 and not wanted.names:
        raise HezuoError(
            f"--hops {wanted.hops} counts from someone, and nobody is named",
            "name who is in the middle, or leave out --hops",
        )
