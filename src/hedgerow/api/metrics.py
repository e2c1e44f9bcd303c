"""What an operator's monitoring scrapes at ``/metrics``."""

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.registry import Collector

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The measures of one app, in a registry of its own so that several apps can live in one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Histogram(
            "hedgerow_http_request_seconds",
            "Time from request to the end of its answer, by route template.",
            ("method", "route", "status"),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._refused = Counter(
            "hedgerow_capture_refused_requests",
            "Capture requests that were refused, by status.",
            ("status",),
            registry=self._registry,
        )

    def request_ended(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(method, route, str(status)).observe(seconds)

    def capture_refused(self, status: int) -> None:
        """Count a capture request that was answered with an error."""
        self._refused.labels(str(status)).inc()

    def show(self, collector: Collector) -> None:
        """Ask ``collector`` too each time the measures are read."""
        self._registry.register(collector)

    def text(self) -> bytes:
        """Every measure in the Prometheus text format."""
        return generate_latest(self._registry)
