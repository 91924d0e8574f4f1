"""Reads a report by the rules and by a language model, and says where the two disagree."""

from __future__ import annotations

from hezuo.graph.extract.facts import Extraction
from hezuo.graph.extract.llm.extractor import LlmExtractor
from hezuo.graph.extract.merging import united
from hezuo.graph.extract.report import Report


class UnionExtractor:
    """The facts of both readers; those that cannot both be true are flagged as disputed.

    Raises HezuoError where the extractor llm does.
    """

    name = "rules+llm"

    def __init__(self) -> None:
        # The model first: where none is configured, nothing else need be loaded to say so.
        self._model = LlmExtractor()
        from hezuo.graph.extract.rules import RuleExtractor

        self._rules = RuleExtractor()
        self.version = f"{self._rules.version} + {self._model.version}"

    def extract(self, report: Report) -> Extraction:
        """Return the facts of both; HezuoError where the model gives no answer."""
        by_rules, by_model = self._rules.extract(report), self._model.extract(report)
        return Extraction(
            facts=tuple(united(by_rules.facts, by_model.facts)),
            extractor=f"{self.name} {self.version}",
            notes=(*by_rules.notes, *by_model.notes),
        )
