"""Where `make sdks` installs the released clients."""

from pathlib import Path

HERE = Path(__file__).parent
NODE_MODULES = HERE / "node_modules"
PYTHON_2024 = HERE.parents[1] / ".cache" / "python-2024"
