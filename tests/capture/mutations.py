"""Bytes that are nearly what a client sent: the same request, spoilt in a random place."""

import random
from collections.abc import Sequence
from dataclasses import replace

from tests.capture.client_bodies import FORM, JSON, PLAIN, Sent

VALUES = (
    b"null", b"[]", b"{}", b'""', b"0", b"-1", b"true", b"1e999", b"-0.0", b"1" * 40, b"1" * 5000, b"NaN", b"[" * 200,
    b"[" * 900 + b"]" * 900, b'{"a":' * 500 + b"1" + b"}" * 500, b'"\\ud83d"', b'"\\u0000"', b'"\xff"', b'"2026-01-01"',
    b'"0000-00-00T99:99:99Z"', b'"9999-12-31T23:59:59+14:00"', b'"not-a-uuid"', b'"' + b"x" * 3000 + b'"', b'"a.b"',
    b'{"":{"":[null]}}', b'{"$group_0":1,"a.b":{"c":1},"a":{"b.c":2}}', "\"\u202e💥\"".encode(), b'"\\', b"9" * 20,
)  # fmt: skip
HEADERS = {
    "content-type": (PLAIN, JSON, FORM, "", "multipart/form-data", "\xff"),
    "content-encoding": ("gzip", "deflate", "br", "zstd", "identity", "lz64", ""),
}
QUERIES = (
    "compression=gzip", "compression=lz64", "beacon=1", "_=0", "_=99999999999999999999", "sent_at=x", "data=e30",
    "data=%00", "data=" + "A" * 50 + "%20" * 20 + "%01", "retry_count=1",
)  # fmt: skip


def mutated(sent: Sequence[Sent], draw: random.Random) -> tuple[Sent, bytes]:
    """One of ``sent``, spoilt: its JSON before it is wrapped, or the body after, or what is said of it; or nothing."""
    chosen = draw.choice(sent)
    where = draw.random()
    if where < 0.6:
        chosen = replace(chosen, text=_spoilt(chosen.text, draw.choice(sent).text, draw))
    body = chosen.body
    if 0.6 <= where < 0.85:
        body = _spoilt(body, draw.choice(sent).body, draw)
    if where > 0.8 or draw.random() < 0.1:
        name = draw.choice(tuple(HEADERS))
        chosen = replace(chosen, headers={**chosen.headers, name: draw.choice(HEADERS[name])})
    if where > 0.9:
        chosen = replace(chosen, query=f"{chosen.query}&{draw.choice(QUERIES)}")
    return chosen, body


def _spoilt(text: bytes, other: bytes, draw: random.Random) -> bytes:
    """``text`` with one to four changes."""
    for _ in range(draw.randint(1, 4)):
        start = draw.randrange(len(text) + 1)
        end = min(len(text), start + draw.choice((0, 1, 1, 2, 8, 64, 1000)))
        match draw.randrange(12):
            case 0:
                text = text[:start] + text[end:]
            case 1:
                text = text[:start] + draw.randbytes(draw.choice((1, 1, 2, 16))) + text[end:]
            case 2:
                text = text[:start]
            case 3:
                text = text[:start] + text[start:end] * draw.choice((2, 3, 50)) + text[end:]
            case 4:
                from_other = draw.randrange(len(other))
                text = text[:start] + other[from_other : from_other + draw.choice((1, 20, 400))] + text[end:]
            case _:
                text = _other_value(text, draw)
    return text


def _other_value(text: bytes, draw: random.Random) -> bytes:
    """``text`` with a strange value after one of its colons."""
    colon = text.find(b":", draw.randrange(len(text) + 1))
    if colon < 0:
        return text + draw.choice(VALUES)
    end = min((found for sign in b",}]" if (found := text.find(sign, colon)) > 0), default=len(text))
    return text[: colon + 1] + draw.choice(VALUES) + text[end:]
