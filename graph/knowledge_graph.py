"""The library's front: one object for a store, with a method for each thing it can be asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from hezuo.graph.lookup import Filters, source_named, things_like, things_named
from hezuo.graph.store import open_store

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from hezuo.graph.adding import Progress, Report
    from hezuo.graph.analysis.centrality import Tell
    from hezuo.graph.analysis.communities import Communities
    from hezuo.graph.analysis.ranking import Ranked
    from hezuo.graph.answers import Rows
    from hezuo.graph.ask.question import Question
    from hezuo.graph.check import Finding
    from hezuo.graph.describe import Description
    from hezuo.graph.identity.decisions import Decision
    from hezuo.graph.identity.duplicates import Progress as ComparingProgress
    from hezuo.graph.identity.duplicates import Proposal
    from hezuo.graph.query.agreements import Agreements
    from hezuo.graph.query.compare import Comparison
    from hezuo.graph.query.matrix import Matrix
    from hezuo.graph.query.partners import Partners
    from hezuo.graph.query.paths import Paths
    from hezuo.graph.query.rollup import Group
    from hezuo.graph.query.second import SecondPartners
    from hezuo.graph.query.sparql import Value
    from hezuo.graph.query.timeline import Timeline
    from hezuo.graph.store import Solution
    from hezuo.graph.store.name_index import NamedThing
    from hezuo.graph.store.untrusted import Answer, Limits
    from hezuo.graph.suggest.suggestions import Suggestions


class KnowledgeGraph:
    """A store of facts about cooperation, opened to be asked, drawn, exported and added to."""

    def __init__(self, path: str | Path, *, create: bool = False) -> None:
        self.store = open_store(Path(path), create=create)

    def close(self) -> None:
        """Let go of the state that was read; asking again opens the one that is then current."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(
        self,
        *paths: str | Path,
        mapping: str = "",
        keep_going: bool = False,
        progress: Progress | None = None,
    ) -> Report:
        """Add files and folders, all or with ``keep_going`` each by itself; see hezuo.graph.adding.

        ``mapping`` is the name of a mapping that ships with hezuo, or a TOML file.
        """
        from hezuo.graph.adding import add

        return add(
            self.store,
            [Path(path) for path in paths],
            mapping=mapping,
            keep_going=keep_going,
            progress=progress,
        )

    def remove(self, *sources: str) -> list[str]:
        """Remove sources by id or title, with all that only they state; return their IRIs."""
        from hezuo.graph.adding import remove

        iris = [source_named(self.store, source) for source in sources]
        remove(self.store, iris)
        return iris

    def duplicates(
        self,
        threshold: float | None = None,
        kind: str = "",
        *,
        progress: ComparingProgress | None = None,
    ) -> list[Proposal]:
        r"""Return pairs of organisations that may be one, the likeliest first, to decide on.

        Each has a score from 0 to 1 and the reasons. ``threshold`` is the least score; without it,
        95 of 100 pairs are one. ``kind`` limits them to a kind: Company, 企业.

        >>> from pathlib import Path
        >>> table = Path("organizations.csv")
        >>> _ = table.write_text("name\nInstitute of Rowing\nRowing Institut\n")
        >>> with KnowledgeGraph("store", create=True) as graph:
        ...     added = graph.add(table)
        ...     [(pair.first_name, pair.second_name) for pair in graph.duplicates()]
        [('Institute of Rowing', 'Rowing Institut')]
        """
        from hezuo.graph.identity.duplicates import DEFAULT_THRESHOLD, propose

        least = DEFAULT_THRESHOLD if threshold is None else threshold
        return propose(self.store, least, kind, progress)

    def decide(
        self, first: str, second: str, *, is_same: bool, who: str = "", note: str = ""
    ) -> Decision:
        """Decide whether two names or IRIs mean one thing; return the decision that is kept."""
        from hezuo.graph.identity.deciding import decision_on
        from hezuo.graph.identity.decisions import decide

        made = decision_on(self.store, first, second, is_same=is_same, who=who, note=note)
        decide(self.store, [made])
        return made

    def decide_table(self, path: str | Path, who: str = "") -> list[Decision]:
        """Keep the decisions of a table that was filled in, all or none; return them."""
        from hezuo.graph.identity.deciding import decisions_in
        from hezuo.graph.identity.decisions import decide

        made = decisions_in(self.store, Path(path), who)
        if made:
            decide(self.store, made)
        return made

    def decisions(self) -> list[Decision]:
        """Return what was decided on which names mean one thing."""
        from hezuo.graph.identity.decisions import decisions

        return decisions(self.store)

    def undo_decision(self, first: str, second: str) -> list[Decision]:
        """Take back what was decided on two things; return it."""
        from hezuo.graph.identity.deciding import decisions_between
        from hezuo.graph.identity.decisions import undo

        found = decisions_between(self.decisions(), first, second)
        undo(self.store, found)
        return found

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
        by: Sequence[str] = ("partner", "province", "field", "kind"),
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

    def sources(self) -> list[Solution]:
        """Return what each source is, how many facts it states, and when it was read."""
        from hezuo.graph.lookup import named_query

        return self.store.select(named_query("sources"))

    def network(self, source: str = "", language: str = "zh") -> nx.MultiDiGraph:
        """Return all things and the relations between them as a NetworkX graph."""
        from hezuo.graph.network import things_network

        return things_network(self.store, self._only(source), language)

    def ties(self, filters: Filters | None = None, by: str = "party") -> nx.MultiGraph:
        """Return the parties and their ties for NetworkX.

        ``by`` district, city, province or country, the areas that they lie in.
        """
        from hezuo.graph.projection import ties_network

        return ties_network(self.store, filters, by)

    def select(self, sparql: str, **bindings: Value) -> Rows[Any]:
        """Return the solutions of a SELECT query of yours as rows; see hezuo.graph.query.sparql.

        It runs here without limits of time: ``query`` is for what strangers wrote.
        """
        from hezuo.graph.query.sparql import select

        return select(self.store, sparql, **bindings)

    def rdflib(self, source: str = "") -> rdflib.Dataset:
        """Return the facts as an rdflib Dataset, a graph for each source; its default is them all.

        It is a copy in memory: about 2 kB a fact, and 50 µs to make it.
        """
        from hezuo.graph.rdflib_dataset import dataset

        return dataset(self.store.quads(self._only(source)))

    def picture(self, title: str, source: str = "", language: str = "zh") -> str:
        """Return an interactive picture of the network as one self-contained HTML page.

        Of a large network it shows the most connected part, and its title says so.
        """
        from hezuo.graph.network import add_details, most_connected
        from hezuo.graph.picture import MOST_NODES, cut_title, render

        network = self.network(source, language)
        graph = most_connected(network, MOST_NODES)
        add_details(self.store, graph, self._only(source), language)
        if len(graph) < len(network):
            title = cut_title(title, len(graph), len(network), language)
        return render(graph, title=title, language=language)

    def export(self, form: str, source: str = "") -> bytes:
        """Return the facts as turtle, nquads, trig, jsonld, graphml or gexf."""
        from hezuo.graph.export import export

        return export(self.store, form, self._only(source))

    def export_tables(self, folder: str | Path, source: str = "") -> list[Path]:
        """Write the facts as the CSV tables that ``add`` reads; return the files."""
        from hezuo.graph.export import export_tables

        return export_tables(self.store, Path(folder), self._only(source))

    def check(self, source: str = "", shapes: Path | None = None) -> list[Finding]:
        """Return what is wrong with the sources, or with one: see hezuo.graph.check.

        ``shapes`` names a file of SHACL shapes to check against instead of our own.
        """
        from hezuo.graph.check import check

        return check(self.store, self._only(source), shapes)

    def query(self, sparql: str, limits: Limits | None = None) -> Answer:
        """Run a SPARQL query of a user, read-only and within limits, in a process of its own."""
        from hezuo.graph.store.untrusted import run_untrusted

        return run_untrusted(self.store.quads_folder, sparql, limits)

    def _only(self, source: str) -> Sequence[str]:
        return [source_named(self.store, source)] if source else []
