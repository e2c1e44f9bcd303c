"""What pydantic says of a wrong value, in the words of the contract (ERR-2..4)."""

from collections.abc import Mapping, Sequence
from typing import Any

from hedgerow.base.errors import ClientError, InvalidRequest, MalformedRequest, NotFound

_CODES = {
    "missing": "required",
    "string_too_long": "max_length",
    "too_long": "max_length",
    "greater_than": "min_value",
    "greater_than_equal": "min_value",
    "less_than": "max_value",
    "less_than_equal": "max_value",
    "enum": "invalid_choice",
    "literal_error": "invalid_choice",
    "list_type": "not_a_list",
}
_DETAILS = {
    "required": "This field is required.",
    "null": "This field may not be null.",
    "blank": "This field may not be blank.",
    "empty": "This list may not be empty.",
    "not_a_list": "Expected a list of items.",
}


def first_problem(problems: Sequence[Mapping[str, Any]]) -> ClientError:
    """The first of pydantic's ``problems`` with a body as a contract error.

    Pydantic reports in field declaration order, which is the order the contract wants (ERR-3).
    """
    return _told(problems[0], tuple(problems[0]["loc"]))


def request_problem(problems: Sequence[Mapping[str, Any]]) -> ClientError:
    """The first of FastAPI's ``problems`` with a request; their places begin with a part of the request.

    A problem with a part of the path means there is no such thing: NotFound.
    """
    part, *place = problems[0]["loc"]
    if part == "path":
        return NotFound()
    if problems[0]["type"] == "json_invalid":
        return MalformedRequest("The body is not valid JSON.")
    return _told(problems[0], tuple(place))


def _told(problem: Mapping[str, Any], place: tuple[int | str, ...]) -> ClientError:
    code = _code(problem)
    return InvalidRequest(_DETAILS.get(code) or _sentence(problem), code=code, attr="__".join(map(str, place)) or None)


def _code(problem: Mapping[str, Any]) -> str:
    kind = problem["type"]
    if kind != "missing" and problem.get("input") is None:
        return "null"
    if kind == "string_too_short":
        return "blank" if problem["ctx"]["min_length"] == 1 else "min_length"
    if kind == "too_short":
        return "empty" if problem["ctx"]["min_length"] == 1 else "min_length"
    return _CODES.get(kind, "invalid_input")


def _sentence(problem: Mapping[str, Any]) -> str:
    text = str(problem["msg"]).removeprefix("Value error, ")
    return text if text.endswith(".") else f"{text}."
