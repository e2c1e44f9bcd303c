"""CSS selectors as patterns over a chain of elements (EN-5, EN-20).

What can be read: tags, ``.class``, ``#id``, ``[name="value"]``, ``:nth-child(n)``, ``:nth-of-type(n)``, and elements
inside others (a space) or right inside them (``>``).
"""

import re
from collections.abc import Iterable
from itertools import permutations

import re2

from hedgerow.query.elements import ATTRIBUTES, QUOTED
from hedgerow.query.refusals import NotSupportedYet

_MOST_ALIKE = 3
"""Classes, or attributes, that one element may be asked for: the pattern holds every order of them."""

_WORD = r"(?:[\w-]|\\.|[^\x00-\x7f])+"
_STEP = re.compile(
    rf"""
    (?P<combinator>\s*>\s*|\s+)
  | (?P<tag>{_WORD}|\*)
  | \.(?P<class>{_WORD})
  | \#(?P<id>{_WORD})
  | \[(?P<name>[\w:-]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\]"'\s]*))\]
  | :(?P<nth>nth-child|nth-of-type)\((?P<number>\d+)\)
    """,
    re.VERBOSE,
)
_UNSPECIAL = re.compile(r"\\(.)", re.DOTALL)
_ANY_TAG, _ANY_CLASSES = r'[^.:;"=]*', r'(?:\.[^.;"=]*)*'
_ANY_ELEMENTS = rf'(?:[^";]*(?:{QUOTED}[^";]*)*;)*'


def selector_pattern(selector: str) -> str:
    """The regular expression of the chains with an element that ``selector`` selects.

    Raises NotSupportedYet for a selector, or a part of one, that is not among those above.
    """
    elements, joints = _elements(selector)
    pattern = elements[-1]
    # The chain begins with the innermost element, which a selector ends with.
    for element, joint in zip(reversed(elements[:-1]), reversed(joints), strict=True):
        pattern += ";" + ("" if joint == ">" else _ANY_ELEMENTS) + element
    return f"(?s)^{_ANY_ELEMENTS}{pattern}(?:;|$)"


def tag_pattern(tag: str) -> str:
    """The regular expression of the chains with an element of this tag."""
    return f"(?s)^{_ANY_ELEMENTS}{_escaped(tag)}(?:[.:;]|$)"


def _elements(selector: str) -> tuple[list[str], list[str]]:
    """The pattern of each element from the outermost in, and what stands between them."""
    parts: list[list[re.Match[str]]] = [[]]
    joints: list[str] = []
    written, place = selector.strip(), 0
    while place < len(written):
        step = _STEP.match(written, place)
        if step is None or (step["tag"] and parts[-1]):
            raise NotSupportedYet(f"The selector '{selector[:200]}'")
        if step["combinator"]:
            joints.append(step["combinator"].strip())
            parts.append([])
        else:
            parts[-1].append(step)
        place = step.end()
    if not all(parts):
        raise NotSupportedYet(f"The selector '{selector[:200]}'")
    return [_element(part) for part in parts], joints


def _element(steps: list[re.Match[str]]) -> str:
    tag = steps[0]["tag"]
    classes = [r"\." + _plain(step["class"]) for step in steps if step["class"]]
    attributes = [_attribute(step) for step in steps if step["id"] or step["name"] or step["nth"]]
    return (
        (_ANY_TAG if tag in (None, "*") else _plain(tag))
        + _in_any_order(classes, _ANY_CLASSES)
        + (f":{_in_any_order(attributes, ATTRIBUTES)}" if attributes else f"(?::{ATTRIBUTES})?")
    )


def _attribute(step: re.Match[str]) -> str:
    if step["id"]:
        return f'attr_id="{_plain(step["id"])}"'
    if step["nth"]:
        return f'{step["nth"]}="{int(step["number"])}"'
    value = next(one for one in (step["double"], step["single"], step["bare"]) if one is not None)
    name = {"href": "(?:attr__)?href", "id": "attr_(?:_)?id"}.get(step["name"], "attr__" + _escaped(step["name"]))
    # The chain has a backslash before each quote of a value.
    return name + '="' + _escaped(value.replace('"', r"\"")) + '"'


def _in_any_order(parts: list[str], between: str) -> str:
    if len(parts) > _MOST_ALIKE:
        raise NotSupportedYet(f"A selector with more than {_MOST_ALIKE} classes or attributes of one element")
    orders: Iterable[tuple[str, ...]] = permutations(parts)
    return between + "(?:" + "|".join("".join(part + between for part in order) for order in orders) + ")"


def _plain(written: str) -> str:
    """``written`` without the backslashes of CSS, as a pattern."""
    return _escaped(_UNSPECIAL.sub(r"\1", written))


def _escaped(written: str) -> str:
    escaped: str = re2.escape(written)
    return escaped
