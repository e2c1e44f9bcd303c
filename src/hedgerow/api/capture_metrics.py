"""What capture counts, for ``/metrics``."""

from collections import Counter
from collections.abc import Iterable

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from hedgerow.capture.commit import GroupCommitter

PROJECTS_SHOWN = 100
"""Projects with numbers of their own, first come; those of the others are added up as ``other``."""


class CaptureMetrics(Collector):
    """Reads what ``committer`` counted each time the measures are asked for."""

    def __init__(self, committer: GroupCommitter) -> None:
        self._committer = committer

    def collect(self) -> Iterable[Metric]:
        """Every measure of capture as it stands now."""
        committer, monitor, counts = self._committer, self._committer.monitor, self._committer.counts
        yield _gauge("queue_events", "Events waiting for their commit.", committer.queue_length)
        yield _gauge("lag_seconds", "How long the oldest event waits for being durable.", committer.lag_seconds)
        yield _gauge("live_watchers", "Who watches events come in.", monitor.live.watchers)
        yield _counter("accepted_events", "Events taken into the queue.", counts.accepted)
        yield _counter("stored_events", "Events made durable.", counts.stored)
        yield _counter("duplicate_events", "Events that had been stored before.", counts.duplicates)
        yield _counter("rejected_events", "Events that broke their schema.", counts.rejected)
        yield _counter("refused_events", "Events sent away to come again.", counts.refused)
        yield from monitor.commit_seconds.collect()
        warnings = CounterMetricFamily("hedgerow_ingestion_warnings", "Ingestion warnings.", labels=("kind",))
        for kind, number in monitor.warnings.totals().items():
            warnings.add_metric((kind,), number)
        yield warnings
        yield self._by_project()

    def _by_project(self) -> Metric:
        numbers: Counter[tuple[str, str]] = Counter()
        for place, (team_id, outcomes) in enumerate(self._committer.monitor.throughput.totals().items()):
            project = str(team_id) if place < PROJECTS_SHOWN else "other"
            for outcome, number in outcomes.items():
                numbers[project, outcome] += number
        family = CounterMetricFamily(
            "hedgerow_capture_project_events",
            "What became of the events sent to a project.",
            labels=("project", "outcome"),
        )
        for labels, number in numbers.items():
            family.add_metric(labels, number)
        return family


def _gauge(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(f"hedgerow_capture_{name}", meaning, value=value)


def _counter(name: str, meaning: str, value: float) -> Metric:
    return CounterMetricFamily(f"hedgerow_capture_{name}", meaning, value=value)
