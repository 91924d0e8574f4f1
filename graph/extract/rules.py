"""The extractor of rules: from a report to facts, offline and without a model."""

from __future__ import annotations

from hezuo.graph.extract.facts import Extraction
from hezuo.graph.extract.report import Report

VERSION = "1"
# The language of so many characters is taken for that of all.
_START = 4000


class RuleExtractor:
    """Reads Chinese and English reports by rules and word lists; the default."""

    name = "rules"
    version = VERSION

    def extract(self, report: Report) -> Extraction:
        """Return the facts of a report, in the order of their kinds and places."""
        from hezuo.graph.extract.plain_text import is_chinese

        if is_chinese(report.text[:_START]):
            from hezuo.graph.extract.chinese.facts import chinese_facts

            found = chinese_facts(report)
        else:
            from hezuo.graph.extract.english.report_facts import english_facts

            found = english_facts(report)
        return Extraction(facts=tuple(found), extractor=f"{self.name} {self.version}")
