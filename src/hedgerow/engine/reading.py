"""What a read may say: the engine's own lock on user text, beside the allow-lists of `query`.

``readonly=1`` refuses every change and nearly every table function, but neither the function ``file()``, which reads
any file of the machine, nor ``INTO OUTFILE``, which chDB writes, nor ``KILL QUERY``, nor SETTINGS of a select inside
another. So a read is one plain SELECT:
no second statement, no comment, and none of the names below.
"""

import re

from hedgerow.base.errors import QueryFailed
from hedgerow.engine.written import check_written

REFUSED_FUNCTIONS = frozenset(
    """
    arrowflight azureblobstorage azureblobstoragecluster cluster clusterallreplicas cosn deltalake deltalakeazure
    deltalakeazurecluster deltalakecluster deltalakelocal deltalakes3 dictionary executable file filecluster filesystem
    fuzzjson fuzzquery gcs hdfs hdfscluster hive hudi hudicluster iceberg icebergazure icebergazurecluster
    icebergcluster iceberghdfs iceberghdfscluster iceberglocal iceberglocalcluster icebergs3 icebergs3cluster input
    jdbc loop merge mergetreeanalyzeindexes mergetreeindex mergetreeprojection mergetreetextindex mongodb mysql odbc
    oss paimon paimonazure paimoncluster paimonhdfs paimonlocal paimons3 postgresql prometheusquery
    prometheusqueryrange python redis remote remotesecure s3 s3cluster sqlite timeseriesdata timeseriesmetrics
    timeseriesselector timeseriestags url urlcluster ytsaurus
    """.split()  # noqa: SIM905 (read as a list of words)
)
"""Functions, in lower case, that reach outside the project's tables: other machines, files, other tables."""

_REFUSED_WORDS = frozenset({"OUTFILE", "SETTINGS"})
_FIRST_WORDS = frozenset({"SELECT", "WITH"})
_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<text>'(?:[^'\\]|\\.|'')*')
  | (?P<quoted>`(?:[^`\\]|\\.|``)*`|"(?:[^"\\]|\\.|"")*")
  | (?P<refused>--|/\*|\#|\$\w*\$|[;'"`\\]|[^\x00-\x7f])
  | (?P<word>[A-Za-z_][\w$]*)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)


def check_read(sql: str, *, written: bool = False) -> None:
    """Raise QueryFailed when ``sql`` is anything but one SELECT without the refused words and functions.

    With ``written`` it holds people's own SQL, and more is refused: see `hedgerow.engine.written`.
    """
    tokens = [(found.lastgroup, found[0]) for found in _TOKEN.finditer(sql) if found.lastgroup != "space"]
    opening = next((text for _, text in tokens if text != "("), "")
    if opening.upper() not in _FIRST_WORDS:
        raise QueryFailed("A read has to be one SELECT.")
    for (kind, text), (_, following) in zip(tokens, [*tokens[1:], ("end", "")], strict=True):
        if kind == "refused":
            raise QueryFailed(f"A read has to be one plain SELECT; it may not hold {text!r} here.")
        if kind == "word" and text.upper() in _REFUSED_WORDS:
            raise QueryFailed(f"A read may not hold {text}.")
        if kind in {"word", "quoted"} and following == "(":
            _check_function(text)
    if written:
        check_written(tokens)


def _check_function(name: str) -> None:
    bare = name.strip('`"').lower()
    if "\\" in bare or bare in REFUSED_FUNCTIONS:
        raise QueryFailed(f"The function {name} may not be used.")
