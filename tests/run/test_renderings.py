"""A text is made anew when what it is made of is no longer the same, and then only."""

import pytest

from hedgerow.cache.renderings import Renderings


class Rendered:
    """Renders values as they print, and counts."""

    def __init__(self, max_bytes: int = 1000) -> None:
        self.renderings = Renderings(max_bytes)
        self.count = 0

    def text(self, place: str, value: object) -> str:
        def render() -> bytes:
            self.count += 1
            return str(value).encode()

        return self.renderings.rendering(place, value, render).text.decode()


def test_equal_values_are_rendered_once_and_others_anew() -> None:
    rendered = Rendered()
    assert [rendered.text("a", value) for value in ([1], [1], [2], [1])] == ["[1]", "[1]", "[2]", "[1]"]
    assert rendered.count == 3


def test_places_do_not_mix() -> None:
    rendered = Rendered()
    assert [rendered.text(place, place) for place in ("a", "b", "a")] == ["a", "b", "a"]
    assert rendered.count == 2


def test_the_digest_tells_texts_apart() -> None:
    renderings = Renderings()
    digests = [renderings.rendering(0, value, lambda value=value: value).digest for value in (b"1", b"2", b"1")]  # type: ignore[misc]
    assert digests[0] == digests[2] != digests[1]


@pytest.mark.parametrize("size", [100, 600])
def test_the_least_recently_used_make_room_and_one_that_is_too_large_is_not_kept(size: int) -> None:
    rendered = Rendered(max_bytes=500)
    for place in ("a", "b", "a", "c", "a"):
        rendered.text(place, place * size)
    assert rendered.count == (3 if size == 100 else 5)
