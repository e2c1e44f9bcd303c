"""The readable page about the API, made from the OpenAPI; it loads nothing from elsewhere."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import escape
from typing import Any

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --accent: #2f7d4f; }
body { font: 15px/1.55 system-ui, sans-serif; margin: 0 auto; max-width: 64rem; padding: 2rem 1.25rem 4rem; }
h1 { margin: 0 0 .25rem; } h2 { border-top: 1px solid var(--line); margin: 2.5rem 0 .75rem; padding-top: 1.25rem; }
a { color: var(--accent); } code { font: 13px ui-monospace, monospace; }
nav a { display: inline-block; margin: 0 1rem .25rem 0; }
details { border: 1px solid var(--line); border-radius: 8px; margin: .5rem 0; }
summary { cursor: pointer; padding: .55rem .8rem; } details > div { padding: 0 .8rem .8rem; }
.method { border-radius: 4px; background: var(--soft); display: inline-block; font-weight: 600; min-width: 4.2rem;
  padding: 0 .4rem; text-align: center; }
.quiet { opacity: .75; } table { border-collapse: collapse; width: 100%; }
td, th { border-top: 1px solid var(--line); padding: .3rem .5rem .3rem 0; text-align: left; vertical-align: top; }
pre { background: var(--soft); border-radius: 6px; overflow: auto; padding: .75rem; }
"""

STYLE_SOURCE = "sha256-" + b64encode(sha256(_STYLE.encode()).digest()).decode()
"""What a content security policy says to let just this page's own style in."""


def docs_page(document: Mapping[str, Any]) -> str:
    """The HTML page for an OpenAPI ``document``."""
    by_tag: dict[str, list[str]] = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            tag = operation.get("tags", ["Other"])[0]
            by_tag.setdefault(tag, []).append(_operation(path, method, operation, document))
    links = "".join(f'<a href="#{_anchor(tag)}">{escape(tag)}</a>' for tag in by_tag)
    parts = "".join(f'<h2 id="{_anchor(tag)}">{escape(tag)}</h2>{"".join(ops)}' for tag, ops in by_tag.items())
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Hedgerow API</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><h1>Hedgerow API</h1>"
        f'<p class="quiet">Version {escape(document["info"]["version"])} · '
        '<a href="/api/schema/">OpenAPI document</a></p>'
        f"<p>{_text(document['info'].get('description', ''))}</p>"
        "<p>Send a personal API key as <code>Authorization: Bearer phx_…</code>. Errors always look like this:</p>"
        '<pre>{"type": "validation_error", "code": "required", "detail": "This field is required.", "attr": "name"}'
        f"</pre><nav>{links}</nav>{parts}</body></html>"
    )


def _operation(path: str, method: str, operation: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    scope = operation.get("x-required-scope")
    return (
        f'<details id="{escape(operation["operationId"])}"><summary><span class="method">{method.upper()}</span> '
        f'<code>{escape(path)}</code> <span class="quiet">{escape(operation.get("summary", ""))}</span></summary><div>'
        f"<p>{_text(operation.get('description', ''))}</p>"
        + (f"<p>Scope <code>{escape(scope)}</code></p>" if scope else "")
        + _table("Parameters", _parameters(operation, document))
        + _table("Body", _fields(operation, document))
        + _table("Answers", _answers(operation))
        + "</div></details>"
    )


def _parameters(operation: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for given in operation.get("parameters", ()):
        parameter = _resolved(given, document)
        yield parameter["name"], parameter["in"], parameter.get("description", "")


def _fields(operation: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    content = operation.get("requestBody", {}).get("content", {})
    schema = _resolved(content.get("application/json", {}).get("schema", {}), document)
    for name, given in schema.get("properties", {}).items():
        field = _resolved(given, document)
        needed = " · required" if name in schema.get("required", ()) else ""
        yield name, _kind(field) + needed, field.get("description", "")


def _answers(operation: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for status, answer in operation["responses"].items():
        schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
        yield status, _kind(schema), answer.get("description", "")


def _kind(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(_kind(option) for option in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return str(schema.get("type", ""))


def _resolved(given: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    """``given``, or what it refers to."""
    if "$ref" not in given:
        return given
    found: Any = document
    for step in str(given["$ref"]).removeprefix("#/").split("/"):
        found = found[step]
    resolved: Mapping[str, Any] = found
    return resolved


def _table(title: str, rows: Iterator[tuple[str, str, str]]) -> str:
    cells = "".join(
        f'<tr><td><code>{escape(name)}</code></td><td class="quiet">{escape(kind)}</td><td>{_text(note)}</td></tr>'
        for name, kind, note in rows
    )
    return f"<table><tr><th colspan=3>{title}</th></tr>{cells}</table>" if cells else ""


def _text(text: str) -> str:
    """``text`` with its `backticks` as code."""
    pieces = escape(text).split("`")
    return "".join(f"<code>{piece}</code>" if index % 2 else piece for index, piece in enumerate(pieces))


def _anchor(tag: str) -> str:
    return "tag-" + tag.lower().replace(" ", "-")
