"""Tic-tac-toe as such: nine cells, "x", "o" or "" each, and who plays well on them."""

from __future__ import annotations

import random
from collections.abc import Sequence

CELLS = range(9)
LINES = (
    *((row, row + 1, row + 2) for row in (0, 3, 6)),
    *((column, column + 3, column + 6) for column in (0, 1, 2)),
    (0, 4, 8),
    (2, 4, 6),
)
OTHER = {"x": "o", "o": "x"}
_SIGNS = {"x": "❌", "o": "⭕"}
_chance = random.SystemRandom()


def shown(board: Sequence[str]) -> str:
    """Three lines; a free cell shows its number."""
    cells = [_SIGNS.get(sign) or f"{n + 1}\ufe0f\u20e3" for n, sign in enumerate(board)]
    return "\n".join("".join(cells[row : row + 3]) for row in (0, 3, 6))


def winner(board: Sequence[str]) -> str:
    """x, o, or nothing."""
    return next(
        (board[a] for a, b, c in LINES if board[a] and board[a] == board[b] == board[c]), ""
    )


def free(board: Sequence[str]) -> list[int]:
    return [cell for cell in CELLS if not board[cell]]


def answer(board: Sequence[str], sign: str, level: str) -> int:
    """The cell that `sign` takes: hard never loses, normal sees what wins or must be stopped at
    once, easy takes any."""
    if level == "hard":
        return best(board, sign)
    if level == "normal":
        for wanted in (sign, OTHER[sign]):
            for cell in free(board):
                if winner(_with(tuple(board), cell, wanted)) == wanted:
                    return cell
    return _chance.choice(free(board))


def best(board: Sequence[str], sign: str) -> int:
    """One of the cells from which nobody can play better."""
    seen: dict[tuple[str, ...], int] = {}
    worth = {
        cell: -_worth(_with(tuple(board), cell, sign), OTHER[sign], seen) for cell in free(board)
    }
    most = max(worth.values())
    return _chance.choice([cell for cell, it in worth.items() if it == most])


def _with(board: tuple[str, ...], cell: int, sign: str) -> tuple[str, ...]:
    return (*board[:cell], sign, *board[cell + 1 :])


def _worth(board: tuple[str, ...], sign: str, seen: dict[tuple[str, ...], int]) -> int:
    """For `sign`, who is to move: 1 it wins, -1 it loses, 0 neither, if both play their best."""
    if board not in seen:
        cells = () if winner(board) else free(board)
        moves = (-_worth(_with(board, cell, sign), OTHER[sign], seen) for cell in cells)
        seen[board] = -1 if winner(board) else max(moves, default=0)
    return seen[board]
