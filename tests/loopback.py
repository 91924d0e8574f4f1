"""A real HTTP server on this machine that answers SPARQL and counts what it is asked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_RESULTS = b'{"head": {"vars": ["leak"]}, "results": {"bindings": []}}'


class Loopback(ThreadingHTTPServer):
    """Notes every request in `requests`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[str] = []

    @property
    def address(self) -> str:
        """Where the server listens, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Loopback

    def do_GET(self) -> None:
        self.server.requests.append(f"{self.command} {self.path}")
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(_RESULTS)))
        self.end_headers()
        self.wfile.write(_RESULTS)

    do_POST = do_PUT = do_DELETE = do_HEAD = do_GET  # noqa: N815 - http.server's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's
        """Say nothing on standard error."""


@contextmanager
def listening() -> Iterator[Loopback]:
    """A server that runs until the end of the block."""
    server = Loopback()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
