"""Servers that refuse, limp, fail or send elsewhere, each a real one on this machine."""

import socket
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from llm_server import ModelServer, Said, model_server, refused, written

from hezuo.graph.errors import HezuoError
from hezuo.graph.extract.llm.client import Client
from hezuo.graph.extract.llm.requests import Reply
from hezuo.graph.extract.llm.settings import Settings

MESSAGES = [{"role": "user", "content": "问"}]
GOOD = written("{}")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("TEST_KEY", "sk-test")


def ask(server: ModelServer, **options: object) -> Reply:
    said = {"base_url": server.address, "model": "test-model", "retries": 0} | options
    settings = Settings.model_validate(said)
    return Client(settings).ask(MESSAGES, time.monotonic() + settings.total_timeout)


def test_the_strictest_form_is_asked_for() -> None:
    with model_server(GOOD) as server:
        assert ask(server) == Reply("{}", is_cut_off=False)
    (request,) = server.requests
    assert request["path"] == "/v1/chat/completions"
    form = request["response_format"]
    assert (form["type"], form["json_schema"]["strict"]) == ("json_schema", True)
    assert (request["model"], request["messages"]) == ("test-model", MESSAGES)


@pytest.mark.parametrize("status", [400, 404, 422, 501])
def test_a_server_that_knows_no_schema_is_asked_for_an_object_and_that_is_kept(
    status: int,
) -> None:
    with model_server(refused(status, "json_schema is not supported"), GOOD) as server:
        said = {"base_url": server.address, "model": "m", "retries": 2}
        client = Client(Settings.model_validate(said))
        client.ask(MESSAGES, time.monotonic() + 9)
        client.ask(MESSAGES, time.monotonic() + 9)
        assert server.forms == ["json_schema", "json_object", "json_object"]


def test_a_server_that_knows_no_form_is_asked_plainly() -> None:
    with model_server(refused(400), refused(400), GOOD) as server:
        ask(server)
        assert server.forms == ["json_schema", "json_object", "plain"]


def test_what_is_wrong_in_every_form_is_said() -> None:
    with (
        model_server(refused(404, "no such\nmodel\u202e")) as server,
        pytest.raises(HezuoError, match=r"status 404 \(.*no such model.*base_url and model") as e,
    ):
        ask(server)
    assert "\u202e" not in str(e.value)
    assert server.forms == ["json_schema", "json_object", "plain"]


def test_too_many_requests_wait_as_long_as_the_server_says() -> None:
    with model_server(refused(429, Retry_After="0.3"), GOOD) as server:
        before = time.monotonic()
        ask(server, retries=1)
        assert 0.3 <= time.monotonic() - before < 3
    assert server.forms == ["json_schema", "json_schema"]


def test_a_wait_until_a_time_is_understood() -> None:
    past = format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True)
    with model_server(refused(503, Retry_After=past), GOOD) as server:
        before = time.monotonic()
        ask(server, retries=1)
        assert time.monotonic() - before < 0.45  # less than the usual wait


def test_a_wait_beyond_the_limit_ends_at_once() -> None:
    with (
        model_server(refused(429, Retry_After="9999")) as server,
        pytest.raises(HezuoError, match=r"status 429 .*asked too often"),
    ):
        ask(server, retries=5, total_timeout=60)
    assert len(server.requests) == 1


def test_a_failing_server_is_asked_so_often_and_no_more() -> None:
    with (
        model_server(refused(500, "out of memory", Retry_After="0")) as server,
        pytest.raises(HezuoError, match=r"status 500 \(.*out of memory"),
    ):
        ask(server, retries=2)
    assert len(server.requests) == 3


def test_a_slow_server_is_not_waited_for() -> None:
    before = time.monotonic()
    with (
        model_server(Said(GOOD.body, delay=0.6)) as server,
        pytest.raises(HezuoError, match="did not answer in time; try later, or raise timeout"),
    ):
        ask(server, timeout=0.1)
    assert time.monotonic() - before < 3


def test_a_server_that_sends_byte_by_byte_is_cut_short() -> None:
    before = time.monotonic()
    with (
        model_server(Said(GOOD.body, trickle=0.02)) as server,
        pytest.raises(HezuoError, match="did not answer in time"),
    ):
        ask(server, timeout=0.3, total_timeout=0.4, retries=9)
    assert time.monotonic() - before < 2.5


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_names_its_variable(status: int) -> None:
    with (
        model_server(refused(status)) as server,
        pytest.raises(HezuoError, match=f"refuses the key .*{status}.* variable TEST_KEY"),
    ):
        ask(server, api_key_env="TEST_KEY", retries=3)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "body", [b"<html>", b"[]", b'{"choices": []}', b'{"choices": [{"text": "x"}]}', b"\xff"]
)
def test_what_is_no_chat_completion_is_said(body: bytes) -> None:
    with (
        model_server(Said(body)) as server,
        pytest.raises(HezuoError, match="is no chat completion; see whether base_url is right"),
    ):
        ask(server)


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as taken:  # bound and not listening: nobody answers
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        settings = Settings(base_url=address, model="m", retries=0)
        with pytest.raises(HezuoError, match="cannot be reached; see whether it runs"):
            Client(settings).ask(MESSAGES, time.monotonic() + 5)


def test_a_report_is_sent_nowhere_else() -> None:
    with model_server(GOOD) as elsewhere:
        there = f"{elsewhere.address}/chat/completions"
        with (
            model_server(Said(b"", 307, {"Location": there})) as server,
            pytest.raises(HezuoError, match="status 307"),
        ):
            ask(server, api_key_env="TEST_KEY")
    assert elsewhere.requests == []


def test_only_the_headers_that_are_needed_are_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("API_KEY", "ADMIN_KEY", "ORG_ID", "PROJECT_ID"):
        monkeypatch.setenv(f"OPENAI_{name}", "secret")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Other: secret\nAuthorization: Bearer secret")
    with model_server(GOOD) as server:
        ask(server)
        ask(server, api_key_env="TEST_KEY")
    without, with_key = server.headers
    assert "authorization" not in without
    assert with_key.pop("authorization") == "Bearer sk-test"
    assert with_key.keys() == without.keys()
    assert "secret" not in str(server.headers)
    assert without["user-agent"] == "hezuo"
    assert not {name for name in without if name.startswith(("x-", "openai-"))} - {
        "x-stainless-raw-response"
    }


def test_what_the_settings_add_is_sent_along() -> None:
    with model_server(GOOD) as server:
        ask(server, request={"temperature": 0, "max_tokens": 900})
    assert (server.requests[0]["temperature"], server.requests[0]["max_tokens"]) == (0, 900)
