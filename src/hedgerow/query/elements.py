"""The chain of elements that autocapture sends as text (``$elements_chain``): the one that was used, then its parents.

An element is its tag and classes and, after a colon, attributes in quotes; a semicolon parts it from the next:
``a.link.big:attr__class="link big"href="/docs"nth-child="2"text="Docs";nav:attr_id="top"nth-child="1"``.
"""

import re
from typing import Any

CHAIN = "$elements_chain"
"""The property that holds the chain."""

NAME = r'(?:attr_[^"=;]*|href|text|nth-child|nth-of-type)'
VALUE = r'(?:[^"\\]|\\.)*'
QUOTED = f'"{VALUE}"'
ATTRIBUTES = f"(?:{NAME}={QUOTED})*"
"""Patterns: a name of an attribute, its value without and with quotes, any attributes. A dot has to match line ends."""

_ELEMENT = re.compile(rf"(?P<head>[^\"=;]*?)(?::(?P<attributes>{ATTRIBUTES}))?(?:;|$)", re.DOTALL)
_ATTRIBUTE = re.compile(f'({NAME})="({VALUE})"', re.DOTALL)


def elements_of(chain: str) -> list[dict[str, Any]]:
    """The elements of ``chain`` from the innermost out; as many as can be read."""
    found: list[dict[str, Any]] = []
    place = 0
    while place < len(chain) and (read := _ELEMENT.match(chain, place)) is not None:
        found.append(_element(read, len(found)))
        place = read.end()
    return found


def _element(read: re.Match[str], order: int) -> dict[str, Any]:
    tag, *classes = read["head"].split(".")
    written = _ATTRIBUTE.findall(read["attributes"] or "")
    attributes = {name: value.replace('\\"', '"') for name, value in written}
    return {
        "tag_name": tag,
        "attr_class": [name for name in classes if name],
        "text": attributes.pop("text", None),
        "href": attributes.pop("href", None),
        "attr_id": attributes.pop("attr_id", None),
        "nth_child": _number(attributes.pop("nth-child", "")),
        "nth_of_type": _number(attributes.pop("nth-of-type", "")),
        "attributes": attributes,
        "order": order,
    }


def _number(written: str) -> int | None:
    return int(written) if written.isdecimal() and len(written) < 10 else None
