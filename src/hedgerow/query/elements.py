"""The chain of elements that autocapture sends as text (``$elements_chain``): the one that was used, then its parents.

An element is its tag and classes, a colon, and attributes in quotes; a semicolon ends it:
``a.link.big:href="/docs"nth-child="2"nth-of-type="1"text="Docs";nav:nth-child="1"nth-of-type="1"``.
"""

import re
from typing import Any

_ELEMENT = re.compile(
    r'(?P<tag>[^.:;"]*)(?P<classes>(?:\.[^:;"]*)?):?(?P<attributes>(?:[^=";]*="(?:[^"\\]|\\.)*")*)(?:;|$)'
)
_ATTRIBUTE = re.compile(r'([^=";]*)="((?:[^"\\]|\\.)*)"')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def elements_of(chain: str) -> list[dict[str, Any]]:
    """The elements of ``chain`` from the innermost out; as many as can be read."""
    found: list[dict[str, Any]] = []
    place = 0
    while place < len(chain) and (read := _ELEMENT.match(chain, place)) is not None:
        found.append(_element(read, len(found)))
        place = read.end()
    return found


def _element(read: re.Match[str], order: int) -> dict[str, Any]:
    attributes = {name: _ESCAPED.sub(r"\1", value) for name, value in _ATTRIBUTE.findall(read["attributes"])}
    return {
        "tag_name": read["tag"],
        "attr_class": [name for name in read["classes"].split(".") if name],
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
