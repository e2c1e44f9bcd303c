"""The functions that people may call in SQL they write (SQ-17): the allow-list, and how many arguments each takes.

The names are the engine's own. Functions that read other tables, files, machines, settings or the server itself are
not here, nor are those whose answer changes from call to call.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

MANY = 1_000


@dataclass(frozen=True, slots=True)
class Function:
    """``least`` and ``most`` are its numbers of arguments; ``settings`` those in brackets before them."""

    name: str
    least: int
    most: int
    aggregate: bool = False
    window_only: bool = False
    settings: int = 0


_ROW_FUNCTIONS = {
    (0, 0): "pi e",
    (1, 1): """
        abs sign exp exp2 exp10 log log2 log10 sqrt cbrt erf erfc lgamma tgamma sin cos tan asin acos atan sinh cosh
        tanh asinh acosh atanh degrees radians negate isFinite isInfinite isNaN bitNot bitCount
        empty notEmpty length lengthUTF8 lower upper lowerUTF8 upperUTF8 reverse reverseUTF8 base64Encode
        base64Decode tryBase64Decode hex unhex isValidUTF8 ascii normalizeUTF8NFC initcap initcapUTF8 soundex
        protocol domain domainWithoutWWW topLevelDomain firstSignificantSubdomain cutToFirstSignificantSubdomain port
        path pathFull queryString fragment queryStringAndFragment extractURLParameters extractURLParameterNames
        URLHierarchy URLPathHierarchy decodeURLComponent encodeURLComponent decodeURLFormComponent cutWWW
        cutQueryString cutFragment cutQueryStringAndFragment isValidJSON toJSONString
        arrayDistinct arrayUniq arrayCompact arrayEnumerate arrayEnumerateUniq arrayPopBack arrayPopFront
        arrayReverse arrayFlatten arrayDifference arrayProduct arrayCumSum tupleToNameValuePairs mapKeys mapValues
        isNull isNotNull assumeNotNull toNullable toTypeName not
        toYear toQuarter toMonth toDayOfYear toDayOfMonth toHour toMinute toSecond toUnixTimestamp toISOYear
        toISOWeek toMonday toStartOfYear toStartOfISOYear toStartOfQuarter toStartOfMonth toLastDayOfMonth
        toStartOfDay toStartOfWeek toStartOfHour toStartOfMinute toStartOfSecond toStartOfFiveMinutes
        toStartOfTenMinutes toStartOfFifteenMinutes toYYYYMM toYYYYMMDD toYYYYMMDDhhmmss toTime
        toIntervalSecond toIntervalMinute toIntervalHour toIntervalDay toIntervalWeek toIntervalMonth
        toIntervalQuarter toIntervalYear fromUnixTimestamp MD5 SHA1 SHA224 SHA256 SHA512 sipHash64 farmHash64
        bitmapBuild bitmapToArray bitmapCardinality bitmapMin bitmapMax toString factorial log1p sigmoid roundToExp2
        roundDuration roundAge isZeroOrNull intHash32 intHash64 halfMD5 xxh3 javaHash URLHash toValidUTF8 alphaTokens
        regexpQuoteMeta encodeXMLComponent decodeXMLComponent extractTextFromHTML netloc JSONArrayLength
        cutToFirstSignificantSubdomainWithWWW monthName toRelativeDayNum toRelativeHourNum toUnixTimestamp64Milli
        toUnixTimestamp64Micro arrayCumSumNonNegative arrayEnumerateDense geohashDecode arrayUnion mapSort
    """,
    (1, 2): """
        round floor ceil trunc roundBankers trimLeft trimRight trimBoth trim toDayOfWeek toWeek toYearWeek
        formatReadableSize formatReadableQuantity formatReadableTimeDelta tumbleStart tumbleEnd toLastDayOfWeek
    """,
    (1, 3): "range",
    (2, 2): """
        plus minus multiply divide intDiv intDivOrZero modulo positiveModulo pow power gcd lcm hypot atan2 bitAnd bitOr
        bitXor bitShiftLeft bitShiftRight bitTest equals notEquals less greater lessOrEquals greaterOrEquals like ilike
        notLike notILike match extract extractAll repeat startsWith endsWith left right extractURLParameter
        cutURLParameter has hasAll hasAny indexOf countEqual arrayElement tupleElement ifNull nullIf mapContains
        addSeconds addMinutes addHours addDays addWeeks addMonths addQuarters addYears subtractSeconds
        subtractMinutes subtractHours subtractDays subtractWeeks subtractMonths subtractQuarters subtractYears
        toTimeZone dateTrunc bitmapContains bitmapAnd bitmapOr bitmapXor bitmapAndnot bitmapHasAny
        bitmapHasAll isDistinctFrom isNotDistinctFrom splitByNonAlpha ngramDistance levenshteinDistance
        arrayResize arrayRotateLeft arrayRotateRight roundDown extractAllGroups countSubstrings
        countSubstringsCaseInsensitive countMatches countMatchesCaseInsensitive ifNotFinite moduloOrZero min2 max2
        startsWithUTF8 endsWithUTF8 hasToken hasTokenCaseInsensitive hasSubsequence hasSubstr extractGroups
        extractAllGroupsVertical extractAllGroupsHorizontal appendTrailingCharIfAbsent arrayPushBack arrayPushFront
        arrayWithConstant arrayJaccardIndex bitRotateLeft bitRotateRight bitHammingDistance jaroSimilarity
        jaroWinklerSimilarity damerauLevenshteinDistance editDistance bitmapAndCardinality bitmapOrCardinality
        bitmapXorCardinality bitmapAndnotCardinality dateName pointInPolygon cosineDistance L2Distance dotProduct
        tuplePlus tupleMinus mapFromArrays mapContainsKeyLike mapFilter mapApply mapExists mapAll
    """,
    (2, 3): """
        substring substringUTF8 mid position positionCaseInsensitive positionUTF8 positionCaseInsensitiveUTF8 locate
        splitByChar splitByString splitByRegexp arraySlice formatDateTime toStartOfInterval tumble
        arrayStringConcat geohashEncode arrayShiftLeft arrayShiftRight
    """,
    (3, 3): """
        if replace replaceOne replaceAll replaceRegexpOne replaceRegexpAll translate translateUTF8 subBitmap
        bitmapSubsetInRange substringIndex substringIndexUTF8 clamp makeDate
    """,
    (3, 4): "dateDiff age transform leftPad rightPad leftPadUTF8 rightPadUTF8 hop",
    (4, 4): "greatCircleDistance geoDistance",
    (1, MANY): """
        concat concatWithSeparator coalesce greatest least array tuple and or xor arrayConcat arrayIntersect
        cityHash64 xxHash64 murmurHash3_64 JSONHas JSONExtractString JSONExtractRaw JSONExtractInt JSONExtractUInt
        JSONExtractFloat JSONExtractBool JSONLength JSONType JSONExtractKeys JSONExtractArrayRaw
        JSONExtractKeysAndValuesRaw bitTestAny bitTestAll
    """,
    (1, 4): """
        arraySum arrayAvg arrayMin arrayMax arraySort arrayReverseSort
    """,
    (2, 4): """
        arrayMap arrayFilter arrayExists arrayAll arrayCount arrayFirst arrayFirstIndex arrayLast arrayLastIndex
        arraySplit arrayFill arrayReverseFill arrayPartialSort arrayFirstOrNull arrayLastOrNull
    """,
    (2, MANY): """
        JSONExtract JSONExtractKeysAndValues map format multiIf arrayZip splitByWhitespace multiSearchAny multiMatchAny
    """,
    (3, 6): "arrayFold",
}
_AGGREGATES = {
    (0, 1): "count",
    (1, 1): """
        min max sum avg any anyLast anyHeavy median medianExact medianTDigest medianTiming stddevPop stddevSamp varPop
        varSamp groupBitAnd groupBitOr groupBitXor groupBitmap skewPop skewSamp kurtPop kurtSamp deltaSum
        uniqHLL12 avgOrNull sumOrNull minOrNull maxOrNull
    """,
    (1, MANY): "uniq uniqExact uniqCombined uniqCombined64 uniqTheta sumMap minMap maxMap",
    (2, 2): "argMin argMax covarPop covarSamp corr simpleLinearRegression avgWeighted",
}
_WITH_SETTINGS = {
    "quantile": 1, "quantileExact": 1, "quantileExactInclusive": 1, "quantiles": MANY, "topK": 1,
    "groupArray": 1, "groupUniqArray": 1, "groupArrayLast": 1, "groupArraySorted": 1, "groupArraySample": 2,
    "groupArrayMovingSum": 1, "groupArrayMovingAvg": 1, "quantileTDigest": 1, "quantileTiming": 1,
    "quantileExactLow": 1, "quantileExactHigh": 1,
}  # fmt: skip
"""Aggregates that take settings before their arguments, and at most how many."""

_WINDOW = {
    (0, 0): "row_number rank dense_rank percent_rank cume_dist",
    (1, 1): "first_value last_value ntile",
    (1, 3): "lagInFrame leadInFrame lag lead",
    (2, 2): "nth_value",
}


_OF_OUR_OWN = ("accurateCastOrNull", "toDecimal64OrNull", "parseDateTime64BestEffortOrNull", "toDate")
"""What the product's own functions are made of: people write those under other names."""


def _functions() -> Mapping[str, Function]:
    found = [Function(name, least, most) for (least, most), names in _ROW_FUNCTIONS.items() for name in names.split()]
    for (least, most), names in _AGGREGATES.items():
        for name in names.split():
            found.append(Function(name, least, most, aggregate=True))
            found.append(Function(f"{name}If", least + 1, most + 1, aggregate=True))
    for name, settings in _WITH_SETTINGS.items():
        found.append(Function(name, 1, 1, aggregate=True, settings=settings))
        found.append(Function(f"{name}If", 2, 2, aggregate=True, settings=settings))
    for (least, most), names in _WINDOW.items():
        found += [Function(name, least, most, window_only=True) for name in names.split()]
    return MappingProxyType({function.name: function for function in found})


WRITTEN_FUNCTIONS = _functions()
"""Every function that people may call, by the engine's name."""

LOWERED_FUNCTIONS = frozenset(WRITTEN_FUNCTIONS) | frozenset(_OF_OUR_OWN)
"""Every function that what people write may be lowered to."""
