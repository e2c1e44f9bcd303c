"""The released Python and Node clients, of today and of 2024, from their calls to insights (CAP-120)."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from hatch_build import node_program

from tests.sdks.folders import HERE, PYTHON_2024
from tests.sdks.journey import Questions, assert_arrived
from tests.server_process import ServerProcess


def errors_of(*command: str, **environment: str) -> Any:
    """What the client's error hook was given on a journey; a journey that breaks off fails."""
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.contract("CAP-120", "CAP-20", "CAP-37", "CAP-41", "CAP-42", "CAP-44", "CAP-92")
@pytest.mark.parametrize(
    ("client", "options"),
    [
        ("today", {}),
        ("today", {"gzip": True, "historical_migration": True}),
        ("today", {"capture_mode": "v1", "capture_compression": "deflate"}),
        ("2024", {}),
        ("2024", {"gzip": True}),
    ],
)
def test_python(server: ServerProcess, ask: Questions, client: str, options: dict[str, Any]) -> None:
    path = {"PYTHONPATH": str(PYTHON_2024) if client == "2024" else ""}
    script = str(HERE / "python_journey.py")
    assert errors_of(sys.executable, script, server.url, ask.token, json.dumps(options), **path) == []
    assert_arrived(ask)


@pytest.mark.contract("CAP-120", "CAP-20", "CAP-37", "CAP-41", "CAP-42", "CAP-44", "CAP-60", "CAP-62", "CAP-92")
@pytest.mark.parametrize(
    ("client", "options", "mode"),
    [
        ("posthog-node", {}, ""),
        ("posthog-node", {"disableCompression": True, "historicalMigration": True}, ""),
        ("posthog-node", {}, "v1"),
        ("posthog-node-2024", {}, ""),
    ],
)
def test_node(server: ServerProcess, ask: Questions, client: str, options: dict[str, Any], mode: str) -> None:
    script = str(HERE / "node_journey.mjs")
    command = (str(node_program()), script, client, server.url, ask.token, json.dumps(options))
    assert errors_of(*command, POSTHOG_CAPTURE_MODE=mode) == []
    assert_arrived(ask)
