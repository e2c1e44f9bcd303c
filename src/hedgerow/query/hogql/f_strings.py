"""``f'… {expression} …'`` is a concat of its parts (SQ-16); it becomes one before the parser sees it."""

from collections.abc import Callable, Iterator

from sqlglot.tokenizer_core import Token, TokenType

Tokenize = Callable[[str], list[Token]]


def without_f_strings(tokens: list[Token], text: str, tokenize: Tokenize) -> list[Token]:
    """``tokens`` of ``text``, each f-string spelled as a call of ``concat``. Raises ValueError for one left open."""
    made: list[Token] = []
    for token in tokens:
        if made and token.token_type is TokenType.STRING and _is_f(made[-1], token):
            made[-1:] = _concat(made[-1], token, text, tokenize)
        else:
            made.append(token)
    return made


def _is_f(before: Token, string: Token) -> bool:
    return before.token_type is TokenType.VAR and before.text in {"f", "F"} and before.end + 1 == string.start


def _concat(word: Token, string: Token, text: str, tokenize: Tokenize) -> Iterator[Token]:
    def sign(kind: TokenType, spelled: str) -> Token:
        return Token(kind, spelled, word.line, word.col, word.start, string.end)

    yield sign(TokenType.VAR, "concat")
    yield sign(TokenType.L_PAREN, "(")
    for place, (begins, piece, is_text) in enumerate(_pieces(text[string.start + 1 : string.end])):
        if place:
            yield sign(TokenType.COMMA, ",")
        if is_text:
            # Tokenized once more, so that escapes mean what they mean in any text.
            yield sign(TokenType.STRING, "".join(one.text for one in tokenize(f"'{piece}'")))
            continue
        offset = string.start + 1 + begins
        yield sign(TokenType.L_PAREN, "(")
        for one in tokenize(piece):
            yield Token(one.token_type, one.text, word.line, word.col, one.start + offset, one.end + offset)
        yield sign(TokenType.R_PAREN, ")")
    yield sign(TokenType.R_PAREN, ")")


def _pieces(inside: str) -> Iterator[tuple[int, str, bool]]:
    """The parts of an f-string: where each begins, its text, and whether it is text; the first always is."""
    begins, depth, written, place = 0, 0, "", 0
    while place < len(inside):
        letter = inside[place]
        if letter == "\\" and depth == 0:
            following = inside[place + 1 : place + 2]
            written += following if following in {"{", "}"} else letter + following
            place += 2
            continue
        place += 1
        if letter == "{":
            depth += 1
            if depth == 1:
                yield begins, written, True
                begins, written = place, ""
                continue
        elif letter == "}":
            depth -= 1
            if depth < 0:
                raise ValueError("a } without its {")
            if depth == 0:
                yield begins, written, False
                begins, written = place, ""
                continue
        written += letter
    if depth:
        raise ValueError("a { without its }")
    yield begins, written, True
