"""Every setting, read once at start-up from the environment and an optional file.

Each is an environment variable with the prefix ``HEDGEROW_``; the same names in lower case without the prefix
may stand in ``hedgerow.toml`` inside the data folder, or in the file named by ``HEDGEROW_CONFIG``. The
environment wins. The page ``docs/operations.md`` is checked against this class.
"""

import os
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from hedgerow.base.errors import SettingsError


class Settings(BaseSettings):
    """What an operator can choose."""

    model_config = SettingsConfigDict(env_prefix="HEDGEROW_", frozen=True, extra="forbid")

    data: Path = Field(Path("data"), description="Folder for everything Hedgerow keeps on disk.")
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=1, le=65535, description="Port to listen on.")
    base_url: str | None = Field(None, description="Public URL, when a proxy stands in front.")
    now: datetime | None = Field(None, description="Pins the clock to this moment, for tests and demos.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least log level.")
    log_json: bool = Field(default=False, description="Write log lines as JSON.")

    store_url: str | None = Field(
        None, description="SQLAlchemy URL of a PostgreSQL database; SQLite in the data folder when unset."
    )
    clickhouse_url: str | None = Field(
        None,
        description="URL of a ClickHouse server (http://user:password@host:8123/database); chDB when unset.",
    )
    engine_connections: int = Field(8, ge=1, le=256, description="Queries the engine runs at once.")
    engine_memory_bytes: int = Field(
        4 * 2**30,
        ge=2**28,
        description="Memory one query may use, in bytes; larger sorts and groups spill to disk.",
    )
    query_seconds: float = Field(60.0, gt=0, description="Time one insight query may take, in seconds.")
    cache_bytes: int = Field(256 * 2**20, ge=0, description="Memory for cached results, in bytes.")

    capture_queue_events: int = Field(
        50_000, ge=1, description="Events that may wait for a commit; above it capture answers 503."
    )
    capture_commit_events: int = Field(20_000, ge=1, description="Most events in one commit.")
    capture_fsync: bool = Field(
        default=True, description="Flush each commit to the disk before acknowledging (survives power loss)."
    )

    owner_email: str = Field("owner@hedgerow.local", description="Login of the owner, made with an empty store.")
    owner_password: str | None = Field(
        None, min_length=8, description="The owner's first password; generated and shown once when unset."
    )

    secure_cookies: bool = Field(default=False, description="Mark cookies Secure (serve over https).")
    trusted_proxies: str = Field("127.0.0.1", description="Addresses whose X-Forwarded-* headers are believed.")
    max_dashboards_per_project: int | None = Field(
        None, ge=1, description="Limit of dashboards in a project; unlimited when unset (DASH-109)."
    )


def load_settings(**given: Any) -> Settings:
    """The settings in force: ``given`` (command line) over the environment over the file over the defaults.

    Raises SettingsError naming every setting that cannot be used.
    """
    chosen = {name: value for name, value in given.items() if value is not None}
    in_file = _settings_file(chosen)
    fallback = {name: v for name, v in in_file.items() if f"HEDGEROW_{name.upper()}" not in os.environ}
    try:
        return Settings(**{**fallback, **chosen})
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise SettingsError(f"Settings cannot be used: {wrong}") from error


def _settings_file(chosen: dict[str, Any]) -> dict[str, Any]:
    named = os.environ.get("HEDGEROW_CONFIG")
    folder = Path(chosen.get("data") or os.environ.get("HEDGEROW_DATA") or "data")
    path = Path(named) if named else folder / "hedgerow.toml"
    if not path.exists():
        if named:
            raise SettingsError(f"HEDGEROW_CONFIG names {path}, which does not exist.")
        return {}
    try:
        return tomllib.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path} cannot be read as TOML: {error}") from error
