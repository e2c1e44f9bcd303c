"""The `hedgerow` command."""

from hedgerow.main.cli.app import app

__all__ = ["app"]
