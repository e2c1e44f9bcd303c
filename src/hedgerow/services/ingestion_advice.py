"""What each ingestion warning means and what to do about it, in words for the developer who meets it."""

from hedgerow.vocab.ingestion import WarningKind

ADVICE = {
    WarningKind.UNKNOWN_TOKEN: (
        "A request named a project token that no project here has, so its events were not stored. Copy the token "
        "from “Send events”; the details show how the wrong one begins."
    ),
    WarningKind.INVALID_REQUEST: (
        "A request could not be read, so none of its events was stored. The details name what is wrong with it; "
        "compare it with the snippets on “Send events”."
    ),
    WarningKind.PAYLOAD_TOO_LARGE: (
        "A request was larger than the server takes, so none of its events was stored. Send fewer events at once."
    ),
    WarningKind.RATE_LIMITED: (
        "More events came than the project's limit allows, and were sent away. SDKs send them again by themselves; "
        "if it goes on, send fewer or let the operator raise the limit."
    ),
    WarningKind.ORIGIN_REFUSED: (
        "A page sent events from a site that is not among the project's allowed ones, so they were not stored. If "
        "the site is yours, add it to the project's allowed sites."
    ),
    WarningKind.EVENT_REJECTED: (
        "An event broke the schema of its definition, which says to reject it, so it was not stored. The details "
        "name what is broken: mend the code that sends it, or the schema."
    ),
    WarningKind.EVENT_TOO_LARGE: (
        "An event had more in its properties than is kept. It was stored without the largest of them, which the "
        "details name; send less."
    ),
    WarningKind.TOO_MANY_PROPERTIES: (
        "An event had more properties than are kept. It was stored without the rest, of which the details name some; "
        "send fewer, and none whose name is a value."
    ),
    WarningKind.NAME_TOO_LONG: (
        "An event's name or distinct id was too long and was cut. Two that differ only in what was cut off count as "
        "one; put into a property what varies."
    ),
    WarningKind.BAD_TIMESTAMP: (
        "An event's time could not be read, or cannot be right, so the time of its arrival was taken. Send ISO 8601 "
        "with a zone, such as 2026-01-31T12:00:00Z, and none that lies more than 23 hours ahead."
    ),
    WarningKind.CLOCK_SKEW: (
        "A client's clock is more than five minutes off. Its events were set right by the time it says it sent them; "
        "nothing is lost. If every client seems to be off, check this server's clock."
    ),
    WarningKind.MERGE_REFUSED: (
        "Two people were to become one and were left apart; the event itself was stored. The details name both: "
        "identify a person once, before anybody else uses that id."
    ),
}
"""A sentence or two for each kind. The API and the pages show them as they are."""
