"""Insights as somebody with a link gets them from the API (NB-28)."""

from collections.abc import Callable

from hedgerow.api.answers import JsonAnswer
from hedgerow.api.paging import Pager, page_of
from hedgerow.api.shared_documents import Document, shown
from hedgerow.api.wire.insights import BasicInsightAnswer, basic_insight_answer, insight_answer
from hedgerow.services.house import House, SharedVisit
from hedgerow.services.insight_results import InsightResult
from hedgerow.services.shared_contents import named_insight, shared_insights, shared_refresh, shared_results
from hedgerow.vocab.pages import Page


def shared_insights_page(
    house: House, visit: SharedVisit, paging: Pager, *, short_id: str | None, basic: bool, refresh: str | None
) -> JsonAnswer:
    """A page of the insights the link shows; of the filters only ``short_id`` means something here."""
    found = [item for item in shared_insights(house, visit) if short_id in {None, item.short_id}]
    page = page_of(found, paging.asked)
    answer: Callable[[InsightResult, SharedVisit], BasicInsightAnswer] = insight_answer
    if basic:
        results, answer = [InsightResult(insight=item, query=item.query) for item in page.items], basic_insight_answer
    else:
        results = shared_results(house, visit, page.items, shared_refresh(refresh))
    rows = [shown(answer(result, visit), visit.share) for result in results]
    return JsonAnswer(paging.answer(Page(rows, page.count), _itself).model_dump(mode="json"))


def _itself(row: Document) -> Document:
    return row


def shared_insight(house: House, visit: SharedVisit, insight_id: str, *, refresh: str | None) -> JsonAnswer:
    """One insight the link shows, as it stands on the shared dashboard; raises NotFound for any other."""
    (result,) = shared_results(house, visit, [named_insight(house, visit, insight_id)], shared_refresh(refresh))
    return JsonAnswer(shown(insight_answer(result, visit), visit.share))
