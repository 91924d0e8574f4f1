"""What a knowledge graph can be asked: a method for each question, with typed answers.

An answer is a list of named tuples: it prints as a table, and ``.to_frame()`` gives it to pandas.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hezuo.graph.lookup import Filters, things_like, things_named

if TYPE_CHECKING:
    from hezuo.graph.analysis.centrality import Tell
    from hezuo.graph.analysis.communities import Communities
    from hezuo.graph.analysis.ranking import Ranked
    from hezuo.graph.answers import Rows
    from hezuo.graph.ask.question import Question
    from hezuo.graph.describe import Description
    from hezuo.graph.query.agreements import Agreements
    from hezuo.graph.query.compare import Comparison
    from hezuo.graph.query.matrix import Matrix
    from hezuo.graph.query.partners import Partners
    from hezuo.graph.query.paths import Paths
    from hezuo.graph.query.rollup import Group
    from hezuo.graph.query.second import SecondPartners
    from hezuo.graph.query.timeline import Timeline
    from hezuo.graph.store.embedded import EmbeddedStore
    from hezuo.graph.store.name_index import NamedThing
    from hezuo.graph.suggest.suggestions import Suggestions


class Questions:
    """The questions that a store answers."""

    store: EmbeddedStore

    def understand(self, question: str) -> Question:
        """Return what a question in words asks: a command, names, and limits.

        Raises HezuoError with the nearest questions where it is none that is understood.
        """
        import datetime

        from hezuo.graph.ask.question import understood

        return understood(self.store, question, datetime.datetime.now(datetime.UTC).date())

    def partners(
        self, name: str, filters: Filters | None = None, *, evidence: bool = False
    ) -> Partners:
        """Return who the party that ``name`` means cooperates with, the strongest first.

        With ``evidence`` every tie comes with all that is stated of it, and where.
        """
        from hezuo.graph.query.partners import partners

        return partners(self.store, name, filters, evidence=evidence)

    def second_partners(self, name: str, filters: Filters | None = None) -> SecondPartners:
        """Return who cooperates with partners of a party but not with itself, and through whom."""
        from hezuo.graph.query.second import second_partners

        return second_partners(self.store, name, filters)

    def partners_by(self, name: str, by: str, filters: Filters | None = None) -> Rows[Group]:
        """Return the ties of a party ``by`` district, city, province, country, kind or field."""
        from hezuo.graph.query.rollup import partners_by

        return partners_by(self.store, name, by, filters)

    def matrix(
        self, by: str = "province", filters: Filters | None = None, top: int | None = None
    ) -> Matrix:
        """Return how many ties there are between any two provinces, or other groups of parties.

        ``by`` organization, district, city, province, country or kind; ``top`` is how many groups
        are shown at most. ``.square()`` and ``.to_frame()`` give the table.
        """
        from hezuo.graph.query.matrix import matrix

        return matrix(self.store, by, filters, top)

    def timeline(
        self, name: str = "", by: str = "year", filters: Filters | None = None
    ) -> Timeline:
        """Return how many ties of a party, or of all, were made in each ``year`` or ``month``."""
        from hezuo.graph.query.timeline import timeline

        return timeline(self.store, name, by, filters)

    def agreements(
        self, name: str = "", other: str = "", filters: Filters | None = None
    ) -> Agreements:
        """Return the agreements of all, of a party, or between two, and what is in doubt."""
        from hezuo.graph.query.agreements import agreements

        return agreements(self.store, name, other, filters)

    def path(
        self,
        name: str,
        other: str,
        number: int = 1,
        filters: Filters | None = None,
        *,
        evidence: bool = False,
    ) -> Paths:
        """Return the shortest chains of cooperation between two parties, a row for each step.

        Where there is none, ``.reached`` says how far either side leads.
        """
        from hezuo.graph.query.paths import paths

        return paths(self.store, name, other, number, filters, evidence=evidence)

    def compare(
        self,
        name: str,
        other: str,
        by: str | Sequence[str] = ("partner", "province", "field", "kind"),
        filters: Filters | None = None,
    ) -> Comparison:
        """Return what two parties have in common, and what one has that the other lacks."""
        from hezuo.graph.query.compare import compare

        return compare(self.store, name, other, by, filters)

    def rank(
        self,
        by: str = "degree",
        top: int = 20,
        filters: Filters | None = None,
        *,
        across: str = "province",
        tell: Tell | None = None,
    ) -> Rows[Ranked]:
        """Return who matters most by a measure; see hezuo.graph.analysis.ranking."""
        from hezuo.graph.analysis.ranking import rank

        return rank(self.store, by, top, filters, across=across, tell=tell)

    def communities(
        self,
        resolution: float = 1.0,
        top: int = 10,
        filters: Filters | None = None,
        *,
        tell: Tell | None = None,
    ) -> Communities:
        """Return the groups that cooperate most with each other, the largest first."""
        from hezuo.graph.analysis.communities import communities

        return communities(self.store, resolution, top, filters, tell=tell)

    def suggest(
        self, name: str, top: int = 10, filters: Filters | None = None, *, language: str = "zh"
    ) -> Suggestions:
        """Return whom a party could cooperate with next, and why, the best first."""
        from hezuo.graph.suggest.suggestions import suggest

        return suggest(self.store, name, top, filters, language=language)

    def find(self, text: str, kind: str = "", within: str = "") -> list[NamedThing]:
        """Return everything that a name, a part of one or pinyin can mean, best first.

        ``within`` is an area that it has to lie in.
        """
        return things_named(self.store, text, kind, within)

    def find_like(self, text: str, kind: str = "", within: str = "") -> list[NamedThing]:
        """Return what has a name like a misspelt one, the likest first."""
        return things_like(self.store, text, kind, within)

    def show(self, name: str) -> Description:
        """Return everything that is stated of the thing that ``name`` means."""
        from hezuo.graph.describe import describe

        return describe(self.store, name)
