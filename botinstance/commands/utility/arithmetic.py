"""Working out an expression: parsed, never run as code, and bounded in size and time."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable
from typing import Any

LENGTH = 200  # characters; bounds the depth of the tree too
BITS = 4096  # of a whole number on the way to the result

Number = int | float


class MathError(Exception):
    """Why there is no result, as a sentence."""


_SIGNS = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "^": "**"})
_CONSTANTS = {"pi": math.pi, "e": math.e, "tau": math.tau}
_UNARY: dict[type[ast.unaryop], Callable[[Any], Any]] = {
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}
_NAMES = """sqrt sin cos tan asin acos atan sinh cosh tanh log log2 log10 exp floor ceil degrees
radians hypot"""
_FUNCTIONS: dict[str, Callable[..., Any]] = {name: getattr(math, name) for name in _NAMES.split()}
_FUNCTIONS |= {"ln": math.log, "abs": abs, "round": round, "min": min, "max": max}


def evaluate(text: str) -> Number:
    """Raises MathError."""
    if len(text) > LENGTH:
        raise MathError(f"That is too long: at most {LENGTH} characters.")
    try:
        tree = ast.parse(text.translate(_SIGNS).strip(), mode="eval")
        return _checked(_value(tree.body))
    except (SyntaxError, TypeError, RecursionError, MemoryError):
        raise MathError("I do not understand that. Try something like 2+3*4.") from None
    except ZeroDivisionError:
        raise MathError("Dividing by zero has no result.") from None
    except OverflowError:
        raise MathError("The result is too large.") from None
    except ValueError:
        raise MathError("That has no result among the real numbers.") from None


def show(number: Number) -> str:
    """`14`, `0.333333333333`: twelve digits hide the dust of binary fractions."""
    return str(number) if isinstance(number, int) else f"{number:.12g}"


def _value(node: ast.AST) -> Number:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return _checked(number)
        case ast.Name(id=name) if name.lower() in _CONSTANTS:
            return _CONSTANTS[name.lower()]
        case ast.UnaryOp(op=op, operand=operand) if type(op) in _UNARY:
            return _checked(_UNARY[type(op)](_value(operand)))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            return _checked(_BINARY[type(op)](_value(left), _value(right)))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _FUNCTIONS:
            return _checked(_FUNCTIONS[name](*(_value(a) for a in args)))
    raise SyntaxError


def _power(base: Number, exponent: Number) -> Any:
    whole = isinstance(base, int) and isinstance(exponent, int)
    # known before it is worked out: the result has about this many bits
    if whole and abs(base) > 1 and int(base).bit_length() * abs(exponent) > BITS:
        raise OverflowError
    return base**exponent


_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: _power,
}


def _checked(number: Any) -> Number:
    if isinstance(number, complex) or number != number:
        raise ValueError
    if isinstance(number, int):
        if number.bit_length() > BITS:
            raise OverflowError
        return number
    if math.isinf(number):
        raise OverflowError
    return float(number)
