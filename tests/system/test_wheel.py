"""The built wheel, in an environment with nothing else of ours, is a working product."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import httpx2
import pytest

from tests import server_process

ROOT = Path(__file__).parents[2]


@pytest.mark.timeout(600)
def test_the_wheel_alone_serves_the_api_and_the_web_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    wheel = next(tmp_path.glob("hedgerow-*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    assert "hedgerow/api/ui/index.html" in names
    assert any(re.fullmatch(r"hedgerow/api/ui/static/[\d.]+/array\.js", name) for name in names)
    assert any(name.startswith("hedgerow/store/migrations/versions/") for name in names)

    # A new environment that sees this one's third-party packages, and Hedgerow only from the wheel.
    place = tmp_path / "place"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place)], check=True)
    packages = next(place.glob("lib/python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(packages)
    others = next(Path(sys.prefix).glob("lib/python*/site-packages"))
    (packages / "others.pth").write_text(f"{others}\n")
    command = place / "bin" / "hedgerow"
    command.write_text(
        f"#!{place}/bin/python\nimport hedgerow.main.cli as cli\nimport hedgerow\n"
        f"assert hedgerow.__file__.startswith({str(packages)!r}), hedgerow.__file__\ncli.app()\n"
    )
    command.chmod(0o755)
    monkeypatch.setattr(server_process, "HEDGEROW", str(command))

    server = server_process.started_server(tmp_path / "data")
    try:
        page = httpx2.get(f"{server.url}/login", headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert '<div id="root">' in page.text
        script = page.text.split('src="')[1].split('"')[0]
        assert (
            httpx2.get(f"{server.url}{script}").headers["content-type"].startswith(("text/javascript", "application/"))
        )
        assert httpx2.get(f"{server.url}/api/schema/").json()["openapi"].startswith("3.1")
    finally:
        server.stop()
