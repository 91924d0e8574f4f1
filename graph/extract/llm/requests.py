"""Sends questions to a language model by the ``openai`` client, as often and as long as allowed."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import BaseModel, Field

from hezuo.graph.extract.llm.settings import Settings

if TYPE_CHECKING:
    import openai

_Value = TypeVar("_Value")

_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0
_PASSES_BY_ITSELF = {408, 409, 425, 429}
_SERVER_FAULT, _NOT_IMPLEMENTED = 500, 501
# All that leaves besides the question. The client would add headers that describe this machine, and
# those that environment variables name, which may be meant for another server. By the last of these
# the client knows how to hand over what comes back.
_HEADERS = {
    "accept", "accept-encoding", "connection", "content-length", "content-type", "host",
    "user-agent", "x-stainless-raw-response",
}  # fmt: skip


class Reply(NamedTuple):
    """What a model wrote, and whether a limit on its length cut it off."""

    text: str
    is_cut_off: bool


class _Message(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Completion(BaseModel):
    """What is read of a server's answer; there is more in it."""

    choices: list[_Choice] = Field(min_length=1)


def opened(settings: Settings, key: str) -> openai.OpenAI:
    """Return a client for the server of the settings, to be closed after use."""
    import openai

    allowed = _HEADERS | ({"authorization"} if key else set())

    def send_nothing_else(request: Any) -> None:
        for name in list(request.headers):
            if name.lower() not in allowed:
                del request.headers[name]
        request.headers["user-agent"] = "hezuo"

    return openai.OpenAI(
        base_url=settings.base_url,
        api_key=key or "none",  # the client insists on one; it is not sent
        default_headers={"Authorization": f"Bearer {key}"},
        max_retries=0,  # its own retries have no limit of time for all of them together
        http_client=openai.DefaultHttpxClient(
            # A report goes to the server that was named and to no other.
            follow_redirects=False,
            event_hooks={"request": [send_nothing_else]},
        ),
    )


def ask_until_answered(
    client: openai.OpenAI, settings: Settings, question: dict[str, Any], deadline: float
) -> Reply:
    """Return the reply to a question; what may pass by itself is tried again until a deadline.

    ``deadline`` is a time of ``time.monotonic``; TimeoutError when it passes. What the server or
    the client has to say against the question is raised as it is, an ``openai.OpenAIError``.
    """
    import openai

    tried = 0
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        send = partial(_send, client, settings, question, min(settings.timeout, left))
        try:
            return _within(left, send)
        except openai.APIError as error:
            wait = _wait_after(error, tried)
            is_last = tried >= settings.retries
            if wait is None or is_last or time.monotonic() + wait > deadline:
                raise
        time.sleep(wait)
        tried += 1


def _send(
    client: openai.OpenAI, settings: Settings, question: dict[str, Any], limit: float
) -> Reply:
    """Send a question once. Raises ValueError for an answer that is no chat completion."""
    answer = client.chat.completions.with_raw_response.create(
        **question, model=settings.model, extra_body=settings.request or None, timeout=limit
    )
    first = _Completion.model_validate_json(answer.content).choices[0]
    return Reply(first.message.content or "", first.finish_reason == "length")


def _within(seconds: float, call: Callable[[], _Value]) -> _Value:
    """Return what a call returns, or raise TimeoutError after so many seconds.

    The client limits how long it waits for the next bytes, not for all of them: a server that
    sends one byte a second would be listened to for days.
    """
    result: Future[_Value] = Future()

    def run() -> None:
        try:
            result.set_result(call())
        except Exception as error:  # noqa: BLE001 - raised where the result is waited for
            result.set_exception(error)

    Thread(target=run, daemon=True).start()
    return result.result(seconds)


def _wait_after(error: openai.APIError, tried: int) -> float | None:
    """Return how many seconds to wait before another try, or None where it would be of no use."""
    import openai

    usual = min(_FIRST_WAIT * 2.0**tried, _LONGEST_WAIT)
    if isinstance(error, openai.APIConnectionError):  # a time-out is one, too
        return usual
    if not isinstance(error, openai.APIStatusError):
        return None
    status = error.status_code
    if status in _PASSES_BY_ITSELF or (status >= _SERVER_FAULT and status != _NOT_IMPLEMENTED):
        stated = _stated_wait(str(error.response.headers.get("retry-after", "")))
        return usual if stated is None else stated
    return None


def _stated_wait(header: str) -> float | None:
    """Return the seconds of a Retry-After header: a number, or a date (RFC 9110, 10.2.3)."""
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", header.strip()):
        return float(header)
    try:
        when = parsedate_to_datetime(header)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max((when - datetime.now(UTC)).total_seconds(), 0.0)
