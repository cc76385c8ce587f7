"""A bare Starlette application with one route, which answers with the bytes it was given: what the framework costs."""

from __future__ import annotations

import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def main(port: str, method: str, path: str, status: str) -> None:
    """Serves until it is ended; the answer's body comes by the standard input."""
    body = sys.stdin.buffer.read()

    async def answer(request: Request) -> Response:
        await request.body()
        return Response(body, int(status), media_type="application/json")

    app = Starlette(routes=[Route(path, answer, methods=[method])])
    uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="warning", access_log=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
