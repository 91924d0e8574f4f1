"""The library's front: one object for a store, with a method for each thing it can be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from hezuo.graph.lookup import Filters, source_named
from hezuo.graph.questions import Questions
from hezuo.graph.store import open_store

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from hezuo.graph.adding import Progress, Report
    from hezuo.graph.answers import Rows
    from hezuo.graph.check import Finding
    from hezuo.graph.extract.facts import Extraction
    from hezuo.graph.extract.reading import Reading
    from hezuo.graph.extract.report import Report as ReadReport
    from hezuo.graph.identity.decisions import Decision
    from hezuo.graph.identity.duplicates import Progress as ComparingProgress
    from hezuo.graph.identity.duplicates import Proposal
    from hezuo.graph.picture.wanted import Wanted
    from hezuo.graph.query.sparql import Value
    from hezuo.graph.store import Solution
    from hezuo.graph.store.untrusted import Answer, Limits


class KnowledgeGraph(Questions):
    """A store of facts about cooperation, opened to be asked, drawn, exported and added to."""

    def __init__(self, path: str | Path, *, create: bool = False) -> None:
        self.folder = Path(path)
        self.store = open_store(self.folder, create=create)

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
        reading: Reading | None = None,
        keep_going: bool = False,
        progress: Progress | None = None,
    ) -> Report:
        """Add files and folders, all or with ``keep_going`` each by itself; see hezuo.graph.adding.

        ``mapping`` is the name of a mapping that ships with hezuo, or a TOML file; ``reading`` says
        how reports are read. Its decisions are kept, and hold for whatever is added later.
        """
        from hezuo.graph.adding import add
        from hezuo.graph.extract.review.kept_decisions import with_kept_decisions

        with with_kept_decisions(self.folder, reading) as how:
            return add(
                self.store,
                [Path(path) for path in paths],
                mapping=mapping,
                reading=how,
                keep_going=keep_going,
                progress=progress,
            )

    @staticmethod
    def extract(
        *paths: str | Path, reading: Reading | None = None
    ) -> Iterator[tuple[ReadReport, Extraction]]:
        """Yield reports with the facts in them, as ``add`` would read them; nothing is stored.

        ``paths`` are files and folders of reports. Raises InputError at one that cannot be read.

        >>> from pathlib import Path
        >>> path = Path("news.txt")
        >>> _ = path.write_text("6月17日，四川大学与重庆大学签署合作协议。", encoding="utf-8")
        >>> [(report, extraction)] = KnowledgeGraph.extract(path)
        >>> [fact.label() for fact in extraction.facts if fact.KIND == "agreement"]
        ['四川大学 × 重庆大学：合作协议']
        """
        from hezuo.graph.extract.many import extractions
        from hezuo.graph.extract.reading import Reading

        for read in extractions([Path(path) for path in paths], reading or Reading(), []):
            if read.error:
                raise read.error
            yield from read.made

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

    def picture(
        self,
        title: str = "",
        wanted: Wanted | None = None,
        language: str = "zh",
        said: Callable[[str], None] | None = None,
    ) -> str:
        """Return an interactive picture as one self-contained HTML page.

        Without a ``title`` the heading says what it shows. ``wanted`` says what that is, see
        hezuo.graph.picture.wanted.Wanted: everything, if it is not too much, or else parties and
        their ties. Of more than 2,000 parties it shows their communities, which open to their
        members. ``said`` is told of what takes long.
        """
        from hezuo.graph.picture.page import render

        return self._drawn(render, title, wanted, language, said)

    def figure(
        self,
        title: str = "",
        wanted: Wanted | None = None,
        language: str = "zh",
        said: Callable[[str], None] | None = None,
    ) -> str:
        """Return the same as a drawing (SVG) for documents; hezuo.graph.drawing makes it a PNG."""
        from hezuo.graph.picture.figure import as_svg

        return self._drawn(as_svg, title, wanted, language, said)

    def _drawn(
        self,
        draw: Callable[..., str],
        title: str,
        wanted: Wanted | None,
        language: str,
        said: Callable[[str], None] | None,
    ) -> str:
        from hezuo.graph.picture.subject import subject
        from hezuo.graph.picture.titles import title_of
        from hezuo.graph.picture.wanted import Wanted

        wanted = wanted or Wanted()
        shown = subject(self.store, wanted, language, said)
        return draw(
            shown.graph, title=title or title_of(self.store, wanted, language), language=language,
            whole=shown.whole, overview=shown.overview,
        )  # fmt: skip

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
