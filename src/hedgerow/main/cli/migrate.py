"""`hedgerow migrate`."""

from hedgerow.base.settings import load_settings
from hedgerow.main.cli.options import Data, err, failures_told
from hedgerow.main.wiring import opened_store


def migrate_tables(data: Data = None) -> None:
    """Bring the store's tables up to date; `serve` does this by itself."""
    with failures_told(), opened_store(load_settings(data=data)):
        err.print("The store is up to date.")
