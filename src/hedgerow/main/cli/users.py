"""`hedgerow users`: who may log in, and a way back for who forgot the password; works beside a running server."""

import secrets
from typing import Annotated

import typer

from hedgerow.base.settings import load_settings
from hedgerow.main.cli.options import AsJson, Data, fail, failures_told, out
from hedgerow.main.wiring import opened_store
from hedgerow.services.passwords import password_hash

app = typer.Typer(help="List users, and give them new passwords.", no_args_is_help=True, add_completion=False)


@app.command("list")
def list_all(data: Data = None, as_json: AsJson = False) -> None:
    """List everybody who may log in."""
    with failures_told(), opened_store(load_settings(data=data)) as store, store.read() as tx:
        users = [user for user in tx.users.all() if user.is_active]
    if as_json:
        out.print_json(data=[{"email": user.email, "level": user.membership_level.name.lower()} for user in users])
        return
    for user in users:
        out.print(f"{user.membership_level.name.lower():<6}  {user.email}")


@app.command("reset-password")
def reset_password(
    email: Annotated[str, typer.Argument(help="The email of the user, from `users list`.")], data: Data = None
) -> None:
    """Give a user a new password and show it; every browser they are logged in with is logged out."""
    password = secrets.token_urlsafe(12)
    hashed = password_hash(password)
    with failures_told(), opened_store(load_settings(data=data)) as store, store.write() as tx:
        user = tx.users.by_email(email)
        if user is None or not user.is_active:
            fail(f"There is no user {email}; `hedgerow users list` shows them.")
        tx.users.update(user.id, password_hash=hashed)
        tx.sessions.delete_of_user(user.id)
    out.print(f"The password of {email} is now [bold]{password}[/]\nChange it in the settings, under Account.")
