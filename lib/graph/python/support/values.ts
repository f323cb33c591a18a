import type { Piece } from '../piece.ts';

// What they do, `lib/graph/values.ts` says and the tests compare.

export const part: Piece = {
  text: `def part(value: Json, *path: str | int) -> Json:
    """A part of a value; None where there is none."""
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value`,
};

export const text: Piece = {
  imports: ['import json'],
  text: `def text(value: Json) -> str:
    """A value among words: nothing for None, JSON for all but texts."""
    if value is None:
        return ""
    return value if isinstance(value, str) else as_json(value)


def as_json(value: Json) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:
        value = int(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))`,
};

export const number: Piece = {
  imports: ['import re'],
  text: `DECIMAL = re.compile(
    r"[ \\t\\r\\n]*[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(e[+-]?[0-9]+)?[ \\t\\r\\n]*",
    re.IGNORECASE,
)


def number_of(value: Json) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(str(value))
    is_decimal = isinstance(value, str) and DECIMAL.fullmatch(value)
    return float(value) if is_decimal else None`,
};

export const compare: Piece = {
  needs: [number, text],
  imports: ['import operator'],
  text: `COMPARISONS = {
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}


def compare(left: Json, comparison: str, right: Json) -> bool:
    """As numbers when both sides read as numbers, else as texts."""
    numbers = number_of(left), number_of(right)
    if None in numbers:
        return COMPARISONS[comparison](text(left), text(right))
    return COMPARISONS[comparison](*numbers)`,
};

export const contains: Piece = {
  needs: [compare, text],
  text: `def contains(whole: Json, wanted: Json) -> bool:
    """A list one of whose items equals it, or a text that it is a part of."""
    if isinstance(whole, list):
        return any(compare(item, "==", wanted) for item in whole)
    return text(wanted) in text(whole)`,
};

export const exists: Piece = {
  text: `def exists(value: Json) -> bool:
    """Neither None nor an empty text, list or object."""
    return value is not None and value not in ("", [], {})`,
};

export const numbered: Piece = {
  text: `def numbered(value: Json) -> list[Json]:
    """A list's items and their numbers; none of None, one of anything else."""
    items = value if isinstance(value, list) else [] if value is None else [value]
    return [{"item": item, "index": index} for index, item in enumerate(items)]`,
};
