"""Answers travel in the coding that the client likes best, and mean the same in each."""

import gzip
import json
from pathlib import Path

import pytest
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.testclient import TestClient

from hedgerow.api.compression import FROM_BYTES, accepted_coding
from hedgerow.api.web_ui import ui_answer
from hedgerow.base.zstandard import zstd

SCHEMA = "/api/schema"
"""A large answer that needs no data."""


def raw(client: TestClient, path: str, accepted: str) -> tuple[str | None, bytes]:
    """The coding of an answer, and its bytes as they travel."""
    with client.stream("GET", path, headers={"Accept-Encoding": accepted}) as answer:
        assert "Accept-Encoding" in answer.headers["vary"]
        return answer.headers.get("content-encoding"), b"".join(answer.iter_raw())


def test_an_answer_is_the_same_in_every_coding(client: TestClient) -> None:
    plain = raw(client, SCHEMA, "identity")
    packed = raw(client, SCHEMA, "gzip, deflate")
    smallest = raw(client, SCHEMA, "gzip, deflate, br, zstd")
    assert (plain[0], packed[0], smallest[0]) == (None, "gzip", "zstd")
    assert plain[1] == gzip.decompress(packed[1]) == zstd.decompress(smallest[1])
    assert len(smallest[1]) < len(plain[1]) / 4
    assert json.loads(plain[1])["openapi"].startswith("3.1")


def test_small_answers_and_those_without_a_body_travel_as_they_are(client: TestClient) -> None:
    answer = client.get("/_livez", headers={"Accept-Encoding": "gzip, zstd"})
    assert len(answer.content) < FROM_BYTES
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    ("sent", "chosen"),
    [
        ("gzip, deflate, br, zstd", "zstd"), ("gzip;q=1.0, zstd;q=0.5", "gzip"), ("zstd;q=0, gzip", "gzip"),
        ("", None), ("identity", None), ("br", None), ("*", "zstd"), ("*;q=0", None), ("gzip;q=0, *", "zstd"),
        ("GZIP ; q=0.8", "gzip"), ("gzip;q=x", None), (",;,", None),
    ],
)  # fmt: skip
def test_the_client_chooses(sent: str, chosen: str | None) -> None:
    assert accepted_coding(Headers({"accept-encoding": sent}), ("zstd", "gzip")) == chosen


def test_what_the_build_compressed_is_sent_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    for name in ("app.js", "app.js.br", "app.js.gz", "small.css"):
        (tmp_path / "assets" / name).write_text(name)

    def sent(path: str, accepted: str) -> tuple[str | None, str | None, str]:
        headers = [(b"accept-encoding", accepted.encode()), (b"host", b"hedgerow.test")]
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "headers": headers,
            "query_string": b"",
            "scheme": "http",
        }
        answer = ui_answer(Request(scope), tmp_path)
        assert answer is not None
        told = answer.headers
        assert told["cache-control"] == "public, max-age=31536000, immutable"
        assert told["content-type"].startswith("text/" if path.endswith("css") else "text/javascript")
        return told.get("content-encoding"), told.get("vary"), Path(getattr(answer, "path", "")).name

    assert sent("/assets/app.js", "gzip, br, zstd") == ("br", "Accept-Encoding", "app.js.br")
    assert sent("/assets/app.js", "gzip") == ("gzip", "Accept-Encoding", "app.js.gz")
    assert sent("/assets/app.js", "identity") == (None, "Accept-Encoding", "app.js")
    assert sent("/assets/small.css", "br") == (None, None, "small.css")
