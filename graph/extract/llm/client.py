"""Asks a language model for JSON in the strictest form that its server takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hezuo.graph.errors import HezuoError
from hezuo.graph.extract.llm.prompt import Message, response_formats
from hezuo.graph.extract.llm.requests import Reply, ask_until_answered, opened
from hezuo.graph.extract.llm.schema import shown
from hezuo.graph.extract.llm.settings import Settings

if TYPE_CHECKING:
    import openai

# What a server that does not know a response_format answers with.
_REFUSED_FORM = {400, 404, 415, 422, 501}
_REFUSED_KEY = {401, 403}
_TOO_MANY = 429
_LONGEST_SAID = 200


class Client:
    """Asks the model of the settings; remembers in which form its server takes questions."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._server = settings.base_url
        self._forms = response_formats()

    def ask(self, messages: list[Message], deadline: float) -> Reply:
        """Return the model's reply; HezuoError where there is none before a deadline.

        ``deadline`` is a time of ``time.monotonic``.
        """
        import openai

        key = self._settings.key()
        with opened(self._settings, key) as client:
            try:
                return self._ask_in_a_form(client, messages, deadline)
            except openai.APIStatusError as error:
                raise self._refusal(error, key) from error
            except (TimeoutError, openai.APITimeoutError) as error:
                raise HezuoError(
                    f"{self._server} did not answer in time",
                    "try later, or raise timeout and total_timeout in the settings of the model",
                ) from error
            except openai.APIConnectionError as error:
                raise HezuoError(
                    f"{self._server} cannot be reached",
                    "see whether it runs, and whether base_url is right",
                ) from error
            except (openai.OpenAIError, ValueError) as error:
                raise HezuoError(
                    f"what {self._server} answers is no chat completion",
                    "see whether base_url is right: most end in /v1",
                ) from error

    def _ask_in_a_form(
        self, client: openai.OpenAI, messages: list[Message], deadline: float
    ) -> Reply:
        """Ask in the strictest form, then in the next ones where the server refuses it."""
        import openai

        while True:
            form = self._forms[0]
            question = {"messages": messages} | ({"response_format": form} if form else {})
            try:
                return ask_until_answered(client, self._settings, question, deadline)
            except openai.APIStatusError as error:
                if error.status_code not in _REFUSED_FORM or form is None:
                    raise
            self._forms = self._forms[1:]

    def _refusal(self, error: openai.APIStatusError, key: str) -> HezuoError:
        """Return what to tell of a status; what the server says may repeat the key."""
        status = error.status_code
        if status in _REFUSED_KEY:
            told = f"{self._server} refuses the key (status {status})"
            variable = self._settings.api_key_env
            remedy = f"put a valid one into the environment variable {variable}"
            return HezuoError(told, remedy if variable else "name its variable in api_key_env")
        said = shown(error.message.replace(key, "…") if key else error.message, _LONGEST_SAID)
        told = f"{self._server} answers with status {status} ({said})"
        if status == _TOO_MANY:
            return HezuoError(told, "try later: it is asked too often, or the account is used up")
        return HezuoError(told, "try later, or see whether base_url and model are right")
