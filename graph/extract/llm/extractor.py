"""Reads the facts of a report by a language model, if a user has named one.

Whatever the model answers, only what the text bears out becomes a fact.
"""

from __future__ import annotations

import time
from importlib.util import find_spec

from hezuo.graph.errors import HezuoError
from hezuo.graph.extract.facts import Extraction, Fact
from hezuo.graph.extract.llm.cache import AnswerCache, cache_key
from hezuo.graph.extract.llm.client import Client
from hezuo.graph.extract.llm.evidence import Place
from hezuo.graph.extract.llm.facts import grounded_facts
from hezuo.graph.extract.llm.grounding import Grounding
from hezuo.graph.extract.llm.prompt import asked_again, prompt_version, question
from hezuo.graph.extract.llm.schema import Answer, UnfitAnswerError, read_answer, shown
from hezuo.graph.extract.llm.settings import cache_folder, read_settings
from hezuo.graph.extract.merging import merged
from hezuo.graph.extract.parts import parts
from hezuo.graph.extract.report import Report

# Longer reports would cost more than anyone expects of a news report.
LONGEST_TEXT = 200_000
_LONGEST_SAID = 200


class LlmExtractor:
    """Asks the model that the settings name; ``version`` is that of the prompt, and the model.

    Raises HezuoError when no model is configured, or the library to reach one is not installed.
    """

    name = "llm"

    def __init__(self) -> None:
        self._settings = read_settings()
        if find_spec("openai") is None:
            raise HezuoError(
                "the extractor llm needs the library openai", "pip install 'hezuo[llm]'"
            )
        self.version = f"{prompt_version()} {self._settings.model}"
        self._client = Client(self._settings)
        self._cache = AnswerCache(cache_folder())

    def extract(self, report: Report) -> Extraction:
        """Return the facts that the model found and the text bears out, with notes of the others.

        Raises HezuoError when the model cannot be reached, or twice gives no answer of the shape.
        """
        notes: list[str] = []
        facts: list[Fact] = []
        text = report.text[:LONGEST_TEXT]
        if len(text) < len(report.text):
            notes.append(f"llm: only the first {LONGEST_TEXT} characters of the text were read")
        grounding = Grounding(text)
        for part in parts(text, self._settings.part_length):
            answer = self._answer(question(report, part), notes)
            place = Place(grounding, part, report.published)
            facts = merged(facts, grounded_facts(answer, place, notes))
        return Extraction(
            facts=tuple(facts), extractor=f"{self.name} {self.version}", notes=tuple(notes)
        )

    def _answer(self, messages: list[dict[str, str]], notes: list[str]) -> Answer:
        """Return the answer to a question, from the cache if it was asked before."""
        settings = self._settings
        key = cache_key(
            messages[1:], prompt_version(), settings.model, settings.base_url, settings.request
        )
        answer = self._cache.find(key, notes)
        if answer is None:
            answer = self._asked(messages)
            self._cache.keep(key, answer, notes)
        return answer

    def _asked(self, messages: list[dict[str, str]]) -> Answer:
        """Ask the model, and once more where its answer is not of the shape."""
        deadline = time.monotonic() + self._settings.total_timeout
        reply = self._client.ask(messages, deadline)
        try:
            return read_answer(reply.text)
        except UnfitAnswerError as error:
            problem = str(error)
        if not reply.is_cut_off:
            again = asked_again(messages, reply.text, problem)
            reply = self._client.ask(again, deadline)
            try:
                return read_answer(reply.text)
            except UnfitAnswerError as error:
                problem = str(error)
        if reply.is_cut_off:
            raise HezuoError(
                f"the answer of {self._settings.model} was cut off",
                "set part_length lower, or a limit such as max_tokens higher in [request]",
            )
        raise HezuoError(
            f"{self._settings.model} twice gave no answer of the shape that was asked for"
            f" ({shown(problem, _LONGEST_SAID)})",
            "try again, or name another model",
        )
