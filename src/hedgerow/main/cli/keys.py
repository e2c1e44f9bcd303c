"""`hedgerow keys`: personal API keys of the owner; works beside a running server."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from hedgerow.base.settings import load_settings
from hedgerow.main.cli.options import AsJson, Data, fail, failures_told, out, tell_owner
from hedgerow.main.owner import ensured_owner
from hedgerow.main.wiring import clock_of, opened_store
from hedgerow.services.personal_api_keys import create_key
from hedgerow.vocab.people import ApiKey

app = typer.Typer(help="Create, list and revoke personal API keys.", no_args_is_help=True, add_completion=False)


@app.command()
def create(
    label: Annotated[str, typer.Argument(help="What the key is for, at most 40 characters.")],
    scopes: Annotated[str, typer.Option(help="Comma-separated scopes such as dashboard:read, or * for all.")] = "*",
    project: Annotated[int | None, typer.Option(help="Limit the key to this project.")] = None,
    expires: Annotated[datetime | None, typer.Option(help="When the key stops working, UTC.")] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Create a key and show its value, which cannot be shown again."""
    with failures_told():
        settings = load_settings(data=data)
        with opened_store(settings) as store:
            now = clock_of(settings)()
            owner = ensured_owner(store, settings, now)
            tell_owner(owner)
            made = create_key(
                store,
                user_id=owner.user.id,
                label=label,
                scopes=tuple(scope.strip() for scope in scopes.split(",") if scope.strip()),
                scoped_teams=(project,) if project is not None else (),
                expires_at=expires.replace(tzinfo=UTC) if expires else None,
                now=now,
                most=None,
            )
    if as_json:
        out.print_json(data={**_described(made.key), "value": made.value})
    else:
        out.print(f"Key {made.key.id} “{made.key.label}”: [bold]{made.value}[/]\nKeep it: it is not shown again.")


@app.command("list")
def list_all(data: Data = None, as_json: AsJson = False) -> None:
    """List the keys, without their values."""
    with failures_told(), opened_store(load_settings(data=data)) as store, store.read() as tx:
        keys = [key for user in tx.users.all() for key in tx.keys.of_user(user.id)]
    if as_json:
        out.print_json(data=[_described(key) for key in keys])
        return
    for key in keys:
        used = f"last used {key.last_used_at:%Y-%m-%d}" if key.last_used_at else "never used"
        out.print(f"{key.id}  {key.mask_value}  {key.label}  ({', '.join(key.scopes)}; {used})")


@app.command()
def revoke(
    key_id: Annotated[str, typer.Argument(metavar="ID", help="The key's id, from `keys list`.")], data: Data = None
) -> None:
    """Make a key stop working at once."""
    with failures_told(), opened_store(load_settings(data=data)) as store, store.write() as tx:
        gone = [tx.keys.delete(user.id, key_id) for user in tx.users.all()]
    if not any(gone):
        fail(f"There is no key {key_id}; `hedgerow keys list` shows them.")
    out.print(f"Key {key_id} no longer works.")


def _described(key: ApiKey) -> dict[str, object]:
    return {
        "id": key.id,
        "label": key.label,
        "mask_value": key.mask_value,
        "scopes": list(key.scopes),
        "scoped_teams": list(key.scoped_teams),
        "created_at": key.created_at.isoformat(),
        "last_used_at": key.last_used_at.isoformat() if key.last_used_at else None,
        "expires_at": key.expires_at.isoformat() if key.expires_at else None,
    }
