"""currency: money at the reference rates of the European Central Bank.

ref: https://frankfurter.dev
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from botinstance.commands.search.ask import ask, strange, topic
from botinstance.context import Context, UserError
from botinstance.web import WebError

MOST = Decimal(10) ** 15
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₺": "TRY"}
_ASKED = re.compile(
    r"([\d.,]*)\s*([A-Za-z]{3})\s*(?:(?:to|in|into|=|>)\s+)?([A-Za-z]{3})", re.ASCII
)


def run(context: Context) -> str:
    amount, base, target = _read(context)
    if base == target:
        raise UserError("Those are the same currency.")
    try:
        found = ask(context, "rates_url", "/v1/latest", base=base, symbols=target)
        if target not in found["rates"]:
            raise _unknown(base, target)
        rate, day = Decimal(str(found["rates"][target])), str(found["date"])
    except WebError as error:
        if error.status not in (404, 422):
            raise
        raise _unknown(base, target) from None
    except (LookupError, TypeError, InvalidOperation):
        raise strange("the rates service") from None
    return (
        f"{_money(amount)} {base} = {_money(amount * rate)} {target}\n"
        f"1 {base} = {rate.normalize():f} {target} on {day[:10]}\n"
        "Source: European Central Bank, by Frankfurter"
    )


def _read(context: Context) -> tuple[Decimal, str, str]:
    text = topic(context, "currencies", "10 usd eur")
    for sign, code in _SIGNS.items():
        text = text.replace(sign, f" {code} ")
    text = " ".join(text.split())
    # a sign may stand before its amount: $10 in €
    text = re.sub(r"^([A-Za-z]{3}) ([\d.,]+)", r"\2 \1", text)
    match = _ASKED.fullmatch(text)
    if match is None:
        use = f"{context.config.prefix}{context.command.name}"
        raise UserError(
            f"Write an amount and two currencies by their three letters. Example: {use} 10 usd eur"
        )
    return _amount(match[1] or "1"), match[2].upper(), match[3].upper()


def _amount(text: str) -> Decimal:
    """`1,234.5` is written in English, `0,5` elsewhere."""
    if re.fullmatch(r"\d+,\d{1,2}", text):
        text = text.replace(",", ".")
    try:
        amount = Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise UserError(f"'{text[:40]}' is no amount: write it like 12.50.") from None
    if amount > MOST:
        raise UserError("That is more money than there is.")
    return amount


def _money(amount: Decimal) -> str:
    """Two digits behind the point, up to six where all of it is small."""
    step = Decimal("0.01") if amount >= 1 else Decimal("0.000001")
    whole, _, rest = f"{amount.quantize(step, ROUND_HALF_UP):,.6f}".partition(".")
    return f"{whole}.{rest.rstrip('0').ljust(2, '0')}"


def _unknown(base: str, target: str) -> UserError:
    return UserError(f"I know no rate of {base} to {target}: check their three letters.")
