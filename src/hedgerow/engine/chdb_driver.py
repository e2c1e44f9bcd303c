"""chDB's compiled driver, without the Python package around it.

Importing that package loads pyarrow and numpy and opens an engine in memory, none of which is used here: 45 MB and a
third of a second of every start. Whoever imports the package all the same gets this very driver.
"""

import ctypes
import os
import sys
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from types import ModuleType

_NAME = "chdb._chdb"


def chdb_driver() -> ModuleType:
    """The driver, loaded once. Raises ImportError when chDB is not installed."""
    return sys.modules.get(_NAME) or _loaded()


def _loaded() -> ModuleType:
    package = find_spec("chdb")
    spec = None if package is None else PathFinder.find_spec(_NAME, package.submodule_search_locations)
    if spec is None or spec.loader is None or spec.origin is None:
        raise ImportError("chDB is not installed.")
    if sys.platform == "linux":
        # As the package does it: the driver's allocator must not be mixed up with one that was loaded before.
        ctypes.CDLL(spec.origin, mode=sys.getdlopenflags() | getattr(os, "RTLD_DEEPBIND", 0))
    driver = module_from_spec(spec)
    spec.loader.exec_module(driver)
    sys.modules[_NAME] = driver
    return driver
