"""Vouchers as cards to cut out: ten on a sheet of A4 or Letter."""

from __future__ import annotations

from dataclasses import replace

from flask import render_template

from app.services import pictures, voucher_list
from app.web.operator import blueprint
from app.web.operator.asked import address, page_number
from app.web.operator.vouchers import asked, wanted


@blueprint.get("/vouchers/print")
def print_vouchers() -> str:
    """Those that the address asks for and that can still be used: a page of the list at once."""
    usable = replace(wanted(), state="valid")
    page, root = voucher_list.page(usable, page_number()), address()
    cards = [(one, pictures.outline(f"{root}/#{one.code}")) for one, *_ in page.rows]
    return render_template(
        "operator/print.html", cards=cards, page=page, asked=asked(), address=root
    )
