"""Every setting, read once at start-up from the environment and an optional file.

Each is an environment variable with the prefix ``HEDGEROW_``; the same names in lower case without the prefix
may stand in ``hedgerow.toml`` inside the data folder, or in the file named by ``HEDGEROW_CONFIG``. The
environment wins. The page ``docs/operations.md`` is checked against this class.
"""

import os
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from hedgerow.base.errors import SettingsError

SETTINGS_FILE = "hedgerow.toml"
"""The file of settings in the data folder."""


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
    engine_connections: int = Field(
        8,
        ge=1,
        le=256,
        description="Queries the engine runs at once. SQL that people write has at most three of four of them.",
    )
    engine_memory_bytes: int = Field(
        4 * 2**30,
        ge=2**28,
        description="Memory one query may use, in bytes; larger sorts and groups spill to disk.",
    )
    disk_reserve_bytes: int = Field(
        256 * 2**20, ge=0, description="Disk to keep free for the embedded engine; below it capture answers 503."
    )
    query_seconds: float = Field(60.0, gt=0, description="Time one insight query may take, in seconds.")
    cache_bytes: int = Field(
        256 * 2**20,
        ge=0,
        description="Memory for cached results, in bytes; tiles that are ready to send may take another 32 MB.",
    )
    activity_index: bool = Field(
        default=True, description="Count days that are over once, and answer from the counts what can be."
    )

    capture_queue_events: int = Field(
        50_000, ge=1, description="Events that may wait for a commit; above it capture answers 503."
    )
    capture_queue_bytes: int = Field(
        256 * 2**20, ge=1, description="Bytes of JSON that may wait for a commit; above it capture answers 503."
    )
    capture_commit_events: int = Field(20_000, ge=1, description="Most events in one commit.")
    capture_project_rate: int = Field(
        0, ge=0, description="Events a second one project may send; above it capture answers 503. No limit when 0."
    )
    capture_project_burst: int = Field(
        10_000, ge=1, description="Events one project may send at once before its rate counts."
    )
    capture_fsync: bool = Field(
        default=True, description="Flush each commit to the disk before acknowledging (survives power loss)."
    )

    owner_email: str = Field("owner@hedgerow.local", description="Login of the owner, made with an empty store.")
    owner_password: str | None = Field(
        None, min_length=8, description="The owner's first password; generated and shown once when unset."
    )

    secure_cookies: bool = Field(default=False, description="Mark cookies Secure (serve over https).")
    trusted_proxies: str = Field("127.0.0.1", description="Addresses whose X-Forwarded-* headers are believed.")
    allow_public_sharing: bool = Field(
        default=True, description="Let links show dashboards and insights to anybody (SHARE-12)."
    )
    sharing_token_grace_seconds: int = Field(
        300, ge=0, description="How long a replaced link still works, in seconds (SHARE-37)."
    )
    project_token_grace_seconds: int = Field(
        86_400, ge=0, description="How long a replaced project token still works, in seconds."
    )
    frame_ancestors: str = Field(
        "*",
        pattern=r"^[^;,\s]+( [^;,\s]+)*$",
        description="Sites that may show shared pages in a frame, as in a content security policy.",
    )
    schema_enforcement_reject: bool = Field(
        default=True, description="Let event definitions have the enforcement mode `reject` (EVDEF-27)."
    )
    activity_days: int = Field(365, ge=0, description="Days the activity log is kept; 0 keeps it for ever (LOG-1).")
    max_dashboards_per_project: int | None = Field(
        None, ge=1, description="Limit of dashboards in a project; unlimited when unset (DASH-109)."
    )
    templates_folder: Path | None = Field(
        None, description="Folder of further dashboard templates, `<key>.json`; the key is their tag (UNL-4)."
    )

    llm_base_url: str | None = Field(
        None, description="Base URL of an OpenAI-compatible server, which adds prose to the analysis of a refresh."
    )
    llm_model: str | None = Field(None, description="The model to ask there; needed with HEDGEROW_LLM_BASE_URL.")
    llm_api_key: SecretStr | None = Field(None, description="The key to send there as a bearer token.")
    llm_seconds: float = Field(
        10.0, gt=0, description="Time the model may take, in seconds; then the analysis goes without it."
    )

    @model_validator(mode="after")
    def _names_a_model(self) -> Self:
        if self.llm_base_url is not None and self.llm_model is None:
            raise ValueError("llm_base_url needs llm_model, the name of a model there")
        return self


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
    path = Path(named) if named else folder / SETTINGS_FILE
    if not path.exists():
        if named:
            raise SettingsError(f"HEDGEROW_CONFIG names {path}, which does not exist.")
        return {}
    try:
        return tomllib.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path} cannot be read as TOML: {error}") from error
