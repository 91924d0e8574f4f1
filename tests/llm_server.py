"""A real HTTP server on this machine that answers like a language model, as a test tells it to."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

LISTS = (
    "organizations", "people", "agreements", "events", "talks", "designations", "policies",
    "districts",
)  # fmt: skip


@dataclass
class Said:
    """One answer of the server: a status and a body, and how slowly they come."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    trickle: float = 0.0


def answer(**lists: Any) -> str:
    """The JSON of an answer in which nothing else is stated."""
    return json.dumps({name: [] for name in LISTS} | lists, ensure_ascii=False)


def written(content: str | None, *, finish: str = "stop", **how: Any) -> Said:
    """A chat completion with what the model wrote."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}}
    body = {"id": "1", "object": "chat.completion", "choices": [choice | {"finish_reason": finish}]}
    return Said(json.dumps(body, ensure_ascii=False).encode(), **how)


def refused(status: int, message: str = "refused", **headers: str) -> Said:
    """An error as such servers tell it."""
    return Said(json.dumps({"error": {"message": message}}).encode(), status, headers)


class ModelServer(ThreadingHTTPServer):
    """Gives the answers of a list one after the other, the last one again and again."""

    daemon_threads = True

    def __init__(self, said: list[Said]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.said = said
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    @property
    def address(self) -> str:
        """What a settings file has for base_url."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    @property
    def forms(self) -> list[str]:
        """The response_format of each request, `plain` where there is none."""
        return [each.get("response_format", {"type": "plain"})["type"] for each in self.requests]

    def configure(self, file: Path, **settings: Any) -> None:
        """Write a settings file that names this server."""
        said = {"base_url": self.address, "model": "test-model", "retries": 0} | settings
        lines = [f"{name} = {json.dumps(value)}" for name, value in said.items()]
        file.write_text("\n".join(lines), encoding="utf-8")


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer

    def do_POST(self) -> None:
        said = self.server.said[min(len(self.server.requests), len(self.server.said) - 1)]
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.requests.append({"path": self.path} | json.loads(asked))
        self.server.headers.append({k.lower(): v for k, v in self.headers.items()})
        time.sleep(said.delay)
        try:
            self._answer(said)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the client did not wait for it

    def _answer(self, said: Said) -> None:
        self.send_response(said.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said.body)))
        for name, value in said.headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if not said.trickle:
            self.wfile.write(said.body)
        else:
            for byte in said.body:
                self.wfile.write(bytes([byte]))
                time.sleep(said.trickle)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's
        """Say nothing on standard error."""


@contextmanager
def model_server(*said: Said) -> Iterator[ModelServer]:
    """A server that runs until the end of the block."""
    server = ModelServer(list(said))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
