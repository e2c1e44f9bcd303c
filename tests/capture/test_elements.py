"""The elements of a click that a client sends as a list are kept as the text that selectors read."""

from typing import Any

import pytest
import re2

from hedgerow.capture.elements import write_chain
from hedgerow.query.elements import elements_of
from hedgerow.query.selectors import selector_pattern

LINK = {
    "tag_name": "a", "$el_text": 'Docs "new"', "classes": ["link", "big"], "attr__class": "link big",
    "attr__href": "/docs?a=1&b=2", "attr__data-x": 'say "hi"; ok=1', "nth_child": 1, "nth_of_type": 2,
}  # fmt: skip
NAV = {"tag_name": "nav", "$el_text": "", "attr__id": "top", "nth_child": 1, "nth_of_type": 1}


def chain_of(*elements: Any) -> str:
    properties = {"$elements": list(elements), "plan": "pro"}
    write_chain(properties)
    assert properties.keys() == {"$elements_chain", "plan"}
    return str(properties["$elements_chain"])


@pytest.mark.contract("CAP-82")
def test_the_text_is_the_one_that_a_newer_client_writes() -> None:
    assert chain_of(LINK, NAV) == (
        r'a.big.link:attr__class="link big"attr__data-x="say \"hi\"; ok=1"attr__href="/docs?a=1&b=2"'
        r'href="/docs?a=1&b=2"nth-child="1"nth-of-type="2"text="Docs \"new\"";'
        r'nav:attr__id="top"attr_id="top"nth-child="1"nth-of-type="1"'
    )


@pytest.mark.parametrize("selector", ["a.link", "#top > a", "nav a[data-x='say \"hi\"; ok=1']", "a:nth-of-type(2)"])
def test_selectors_find_what_was_sent_as_a_list(selector: str) -> None:
    assert re2.search(selector_pattern(selector), chain_of(LINK, NAV))


def test_the_list_wins_over_a_text_whose_quotes_are_not_marked() -> None:
    properties = {"$elements": [LINK], "$elements_chain": 'a:text="Docs "new""'}
    write_chain(properties)
    assert properties == {"$elements_chain": chain_of(LINK)}


def test_no_value_can_end_the_quotes_it_stands_in() -> None:
    values = ["\\", '\\"', '"', '\\\\"; a:text="x', ";", "=", '";b:text="']
    chain = chain_of(*({"tag_name": "p", "$el_text": value, "attr__a": value} for value in values))
    assert [element["tag_name"] for element in elements_of(chain)] == ["p"] * len(values)


def test_names_that_would_break_the_text_are_mended_or_left_out() -> None:
    chain = chain_of({"tag_name": 'p"', "classes": ["a=b", 1], "attr__x=y": "z", "attr__ok": True, "other": "o"})
    assert chain == "p.ab"


@pytest.mark.parametrize("elements", [[], ["text"], [LINK, 1], "text", {"tag_name": "a"}, None])
def test_what_is_no_list_of_elements_stays_as_it_is(elements: Any) -> None:
    properties = {"$elements": elements}
    write_chain(properties)
    assert properties == {"$elements": elements}
