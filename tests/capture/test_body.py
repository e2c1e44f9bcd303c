"""How the bytes of a capture request become JSON text (contract 85 §4)."""

import base64
import gzip
import json
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hedgerow.base.errors import (
    AuthenticationFailed,
    InvalidRequest,
    MalformedRequest,
    NotAuthenticated,
    PayloadTooLarge,
)
from hedgerow.capture.body import Hints, json_text
from hedgerow.capture.event import clean_events
from hedgerow.capture.wire import delivery
from tests.capture.samples import NOW, TOKEN

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LIMIT = 2 * 2**20
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "zstd": zstd.compress,
}
BODY = json.dumps(
    {"api_key": TOKEN, "event": "paid", "distinct_id": "ada", "properties": {"note": "naïve? ~ÿ>>>"}},
    ensure_ascii=False,
).encode()
FORM = "application/x-www-form-urlencoded"


def text_of(body: bytes, **hints: str) -> bytes:
    return json_text(body, Hints(**hints), limit=LIMIT)


@pytest.mark.contract("CAP-30")
def test_data_of_the_query_goes_before_the_body() -> None:
    assert text_of(b'{"other": 1}', data=BODY.decode()) == BODY


@pytest.mark.contract("CAP-30", "CAP-31")
def test_data_of_the_query_may_be_base64_whose_pluses_became_blanks() -> None:
    sent = base64.b64encode(BODY).decode()
    assert "+" in sent
    assert text_of(b"", data=sent.replace("+", " ")) == BODY


@pytest.mark.contract("CAP-31")
@pytest.mark.parametrize("padding", ["=", ""])
@pytest.mark.parametrize("alphabet", [base64.b64encode, base64.urlsafe_b64encode])
def test_a_whole_body_in_base64_is_decoded_once(alphabet: object, padding: str) -> None:
    assert callable(alphabet)
    sent: bytes = alphabet(BODY).rstrip(b"=")
    assert text_of(sent + padding.encode() * (-len(sent) % 4)) == BODY


@pytest.mark.contract("CAP-31")
def test_text_that_cannot_be_base64_although_it_looks_so_is_refused() -> None:
    with pytest.raises(MalformedRequest, match="base64"):
        text_of(b"abcde")


@pytest.mark.contract("CAP-32")
@pytest.mark.parametrize("content_type", [FORM, FORM + "; charset=UTF-8", FORM.upper()])
def test_a_form_carries_json_in_data(content_type: str) -> None:
    sent = b"ignored=1&data=" + quote_plus(BODY).encode() + b"&ver=1.57.2"
    assert text_of(sent, content_type=content_type) == BODY


@pytest.mark.contract("CAP-32", "CAP-35")
def test_a_form_carries_base64_in_data_without_naming_a_compression() -> None:
    assert text_of(b"data=" + quote(base64.b64encode(BODY)).encode(), content_type=FORM) == BODY


@pytest.mark.contract("CAP-32")
def test_unescaped_pluses_in_the_base64_of_a_form_survive() -> None:
    sent = base64.b64encode(BODY)
    assert b"+" in sent
    assert text_of(b"data=" + sent, content_type=FORM) == BODY


@pytest.mark.contract("CAP-32", "CAP-33")
def test_a_form_names_its_compression() -> None:
    sent = b"compression=gzip-js&data=" + quote(base64.b64encode(gzip.compress(BODY))).encode()
    assert text_of(sent, content_type=FORM) == BODY
    with pytest.raises(MalformedRequest, match="lz64"):
        text_of(b"data=N4IgbghgThgM&compression=lz64", content_type=FORM)


@pytest.mark.contract("CAP-32")
def test_a_body_declared_as_a_form_that_is_none_is_refused() -> None:
    with pytest.raises(MalformedRequest, match="application/json"):
        text_of(BODY, content_type=FORM)


@pytest.mark.contract("CAP-38")
@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "text/plain;charset=UTF-8", "image/png", "application/json"]
)
def test_the_content_type_does_not_matter_for_json(content_type: str) -> None:
    assert text_of(BODY, content_type=content_type) == BODY


@pytest.mark.contract("CAP-33")
@pytest.mark.parametrize("hint", ["gzip", "gzip-js", "GZIP", "base64", "nonsense", "deflate", ""])
def test_json_is_read_whatever_compression_the_request_claims(hint: str) -> None:
    assert text_of(BODY, compression=hint) == BODY
    assert text_of(BODY, content_encoding=hint) == BODY


@pytest.mark.contract("CAP-34", "CAP-37")
@pytest.mark.parametrize(
    "hints",
    [
        {},
        {"content_type": "text/plain"},
        {"content_type": FORM},
        {"content_type": "application/json", "content_encoding": "gzip"},
        {"compression": "gzip-js"},
        {"compression": "lz64"},
        {"compression": "base64"},
    ],
)
def test_gzip_is_known_by_its_magic_bytes_whatever_is_said(hints: dict[str, str]) -> None:
    assert text_of(gzip.compress(BODY), **hints) == BODY


@pytest.mark.contract("CAP-34")
def test_gzip_of_several_members_is_one_text() -> None:
    assert text_of(gzip.compress(BODY[:20]) + gzip.compress(BODY[20:])) == BODY


@pytest.mark.contract("CAP-35")
def test_base64_inside_gzip_is_decoded() -> None:
    assert text_of(gzip.compress(base64.b64encode(BODY))) == BODY


@pytest.mark.contract("CAP-31", "CAP-34")
def test_gzip_inside_base64_is_inflated() -> None:
    assert text_of(base64.b64encode(gzip.compress(BODY)), compression="base64") == BODY


@pytest.mark.contract("CAP-36")
def test_lz64_is_refused_by_name() -> None:
    with pytest.raises(MalformedRequest, match="lz64"):
        text_of(b"N4IgbghgThgM", compression="lz64")


@pytest.mark.contract("CAP-37")
def test_zlib_is_inflated_when_the_header_says_deflate() -> None:
    assert text_of(zlib.compress(BODY), content_encoding="deflate") == BODY


@pytest.mark.contract("CAP-37")
def test_zstd_is_inflated_when_the_header_says_so() -> None:
    assert text_of(zstd.compress(BODY), content_encoding="zstd") == BODY


@pytest.mark.contract("CAP-23", "CAP-37")
@pytest.mark.parametrize("encoding", ["deflate", "zstd"])
def test_broken_deflate_and_zstd_are_refused(encoding: str) -> None:
    packed = ENCODERS[encoding](BODY)
    for broken in (packed[:-5], packed + b"tail", b"\x01\x02\x03"):
        with pytest.raises(MalformedRequest):
            text_of(broken, content_encoding=encoding)


@pytest.mark.contract("CAP-23")
def test_a_zstd_body_may_not_ask_for_more_memory_than_a_receiver_must_have() -> None:
    greedy = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    frame = greedy.compress(BODY, zstd.ZstdCompressor.FLUSH_BLOCK) + greedy.flush()
    with pytest.raises(MalformedRequest, match="memory"):
        text_of(frame, content_encoding="zstd")


@pytest.mark.contract("CAP-23")
@pytest.mark.parametrize("body", [b"", b"  \n"])
def test_an_empty_body_is_refused(body: bytes) -> None:
    with pytest.raises(MalformedRequest):
        text_of(body)


@pytest.mark.contract("CAP-23")
@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(BODY)[:-9],
        gzip.compress(BODY)[:30] + b"\x00\x11" + gzip.compress(BODY)[32:],
        gzip.compress(BODY) + b"tail",
        b"\x1f\x8b\x08",
    ],
)
def test_broken_gzip_is_refused(body: bytes) -> None:
    with pytest.raises(MalformedRequest):
        text_of(body)


@pytest.mark.contract("CAP-23")
def test_a_body_over_the_limit_is_refused_before_it_is_read() -> None:
    assert json_text(BODY, Hints(), limit=len(BODY)) == BODY
    with pytest.raises(PayloadTooLarge):
        json_text(BODY, Hints(), limit=len(BODY) - 1)


@pytest.mark.contract("CAP-23", "CAP-122")
@pytest.mark.parametrize("encoding", ENCODERS)
def test_a_bomb_is_refused_without_being_inflated(encoding: str) -> None:
    bomb = ENCODERS[encoding](b"[" + b" " * (64 * 2**20) + b"]")
    assert len(bomb) < 2**17
    with pytest.raises(PayloadTooLarge):
        text_of(bomb, content_encoding=encoding)
    with pytest.raises(PayloadTooLarge):
        text_of(base64.b64encode(bomb), content_encoding=encoding)


@pytest.mark.contract("CAP-23")
def test_members_of_one_gzip_share_the_limit() -> None:
    with pytest.raises(PayloadTooLarge):
        json_text(gzip.compress(b" " * 600) * 4, Hints(), limit=2000)


def test_a_byte_order_mark_is_dropped() -> None:
    assert text_of(b"\xef\xbb\xbf" + BODY) == BODY


_KEYS = st.sampled_from(
    [
        "event", "batch", "api_key", "token", "properties", "distinct_id", "uuid", "timestamp", "offset", "sent_at",
        "$set", "$unset",
    ]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8) | _KEYS, inner, max_size=6),
    max_leaves=20,
)
HINTS = st.builds(
    Hints,
    data=st.text(max_size=12) | st.just(""),
    compression=st.sampled_from(["", "gzip", "lz64", "base64", "?"]),
    content_type=st.sampled_from(["", FORM, "text/plain"]),
    content_encoding=st.sampled_from(["", "gzip", "deflate", "zstd"]),
)


def read_whole(body: bytes, hints: Hints) -> None:
    """Read a body to its events; whatever it holds, only the client may be at fault."""
    with suppress(MalformedRequest, InvalidRequest, NotAuthenticated, AuthenticationFailed, PayloadTooLarge):
        clean_events(delivery(json_text(body, hints, limit=10_000)), team_id=1, now=NOW)


@pytest.mark.contract("CAP-23", "ERR-8")
@given(body=st.binary(max_size=200), hints=HINTS)
@example(body=b"data=&data=%", hints=Hints(content_type=FORM))
@example(body=b'[{"event":"\xff"}]', hints=Hints())
@example(body=b"[" * 9_000, hints=Hints())
@example(body=b'{"a":"\\ud800","b":' + b"[" * 9_000, hints=Hints())
def test_random_bytes_are_read_or_refused_never_more(body: bytes, hints: Hints) -> None:
    read_whole(body, hints)
    read_whole(gzip.compress(body), hints)
    read_whole(base64.b64encode(body), hints)
    read_whole(b"data=" + quote(body).encode(), hints)


@pytest.mark.contract("CAP-23", "ERR-8")
@given(value=JSON)
def test_random_json_is_read_or_refused_never_more(value: object) -> None:
    read_whole(json.dumps(value).encode(), Hints())


@pytest.mark.contract("CAP-24", "ERR-8")
@given(
    fields=st.dictionaries(_KEYS, JSON, max_size=6), properties=st.dictionaries(st.text(max_size=8), JSON, max_size=4)
)
def test_random_events_are_read_or_refused_never_more(fields: dict[str, object], properties: dict[str, object]) -> None:
    event = {"event": "e", "distinct_id": "d", "properties": properties, **fields}
    read_whole(json.dumps({"api_key": TOKEN, "batch": [event]}).encode(), Hints())
    read_whole(json.dumps([{**event, "token": TOKEN}]).encode(), Hints())
