"""What a read that holds people's own SQL may not say besides: the second lock of HogQL (SQ-18).

The first is the allow-list of `hedgerow.query.hogql`. This one knows nothing of it and looks only at the words of the
finished statement: it reads tables by plain names, no table function but ``numbers``, and nothing about the server.
"""

from collections.abc import Sequence

from hedgerow.base.errors import QueryFailed

Word = tuple[str | None, str]
"""A token: its kind and its text, see `hedgerow.engine.reading`."""

_DATABASES = frozenset({"system", "information_schema"})
_REFUSED_WORDS = frozenset({"RECURSIVE"})
_TABLE_FUNCTIONS = frozenset({"numbers"})
_FUNCTIONS = frozenset(
    """
    buildid catboostevaluate connectionid connection_id currentdatabase current_database currentprofiles currentqueryid
    current_query_id currentroles currentschemas currentuser current_user database defaultprofiles defaultroles demangle
    displayname enabledprofiles enabledroles estimatecompressionratio evalmlmethod flamegraph fqdn fullhostname
    generaterandom generateserialid getclienthttpheader getmacro getmergetreesetting getmaxtablenamelengthfordatabase
    getoskernelversion getserverport getserversetting getsetting getsettingordefault hascolumnintable hostname
    initialqueryid initial_query_id logtrace naivebayesclassifier null numbers_mt partitionid revision
    serveruuid shardcount shardnum showcertificate sleep sleepeachrow structuretocapnprotoschema
    structuretoprotobufschema tcpport throwif tid transactionid transactionlatestsnapshot transactionoldestsnapshot trap
    uptime user values version view viewifpermitted zeros zeros_mt zookeepersessionuptime
    """.split()  # noqa: SIM905 (read as a list of words)
)
_FAMILIES = ("addressto", "ai", "dict", "filesystem", "joinget")
"""How the names of whole families of functions begin, in lower case."""


def check_written(words: Sequence[Word]) -> None:
    """Raise QueryFailed when the statement of ``words`` reaches past the tables, or asks about the server."""
    texts = [text for _, text in words]
    for place, (kind, text) in enumerate(words):
        if kind not in {"word", "quoted"}:
            continue
        bare, following = text.strip('`"').lower(), texts[place + 1] if place + 1 < len(texts) else ""
        before = texts[place - 1].upper() if place else ""
        if following == "." and (bare in _DATABASES or _is_source(before, texts, place)):
            raise QueryFailed(f"A written read may not name the database {text}.")
        if following == "(" and (bare in _FUNCTIONS or bare.startswith(_FAMILIES)):
            raise QueryFailed(f"The function {text} may not be used in a written read.")
        if following == "(" and _is_source(before, texts, place) and bare not in _TABLE_FUNCTIONS:
            raise QueryFailed(f"The table function {text} may not be used in a written read.")
        if text.upper() in _REFUSED_WORDS or (text.upper() == "FORMAT" and following != "("):
            raise QueryFailed(f"A written read may not hold {text}.")


def _is_source(before: str, texts: Sequence[str], place: int) -> bool:
    """Whether what stands at ``place`` is read from: it follows FROM, or a JOIN that is not of arrays."""
    if before == "JOIN":
        return place < 2 or texts[place - 2].upper() != "ARRAY"
    return before == "FROM"
