"""The elements of an autocaptured event: sent as a list by older clients, kept as the text that newer ones send.

The text names each element from the innermost out, ``a.big.link:attr_id="x"href="/docs"text="Docs";nav:…``; it is
what selectors are matched against.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

ELEMENTS = "$elements"

_CHAIN = "$elements_chain"

_NAMES = {"$el_text": ("text",), "attr__href": ("attr__href", "href"), "attr__id": ("attr__id", "attr_id")} | {
    name.replace("-", "_"): (name,) for name in ("nth-child", "nth-of-type")
}
"""What an element's fields are called in the text, when that differs."""

_MARKS = re.compile('["=;]')
_BEFORE_QUOTE = re.compile(r'\\+(?="|\Z)')


def write_chain(properties: dict[str, Any]) -> None:
    """Replace the list of elements in ``properties`` by the text; a list of something else stays as it is.

    Clients that send both wrote the text from the list, the older ones without marking the quotes in it.
    """
    elements = properties.get(ELEMENTS)
    if type(elements) is list and elements and all(type(element) is dict for element in elements):
        del properties[ELEMENTS]
        properties[_CHAIN] = ";".join(map(_written, elements))


def _written(element: Mapping[str, Any]) -> str:
    classes = element.get("classes")
    names = [element.get("tag_name"), *sorted(_words(classes if type(classes) is list else []))]
    head = ".".join(_MARKS.sub("", name) for name in _words(names))
    attributes = "".join(f'{name}="{_quoted(value)}"' for name, value in sorted(_attributes(element)))
    return f"{head}:{attributes}" if attributes else head


def _attributes(element: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for field, value in element.items():
        if type(value) not in {str, int} or value == "" or _MARKS.search(field):
            continue
        for name in _NAMES.get(field, (field,) if field.startswith("attr__") else ()):
            yield name, str(value)


def _quoted(value: str) -> str:
    """``value`` with a backslash before each quote, and those that stand there already doubled."""
    return _BEFORE_QUOTE.sub(lambda found: found[0] * 2, value).replace('"', r"\"")


def _words(values: list[Any]) -> list[str]:
    return [value for value in values if type(value) is str]
