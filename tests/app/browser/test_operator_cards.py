"""Vouchers on paper."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser

from app.clock import now
from tests.app.browser.cast import Cast
from tests.app.browser.scenes import Scene, opened
from tests.app.browser.stage import Stage

CARDS = 24  # two sheets and a part of one
PER_SHEET = 10
CARDS_TO_PRINT = Scene("cards", "/operator/vouchers/print?state=valid", who="operator")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_cards_are_whole_and_each_picture_is_its_code(
    browser: Browser, empty_stage: Stage, tmp_path: Path, paper: str
) -> None:
    codes = empty_stage.operator.vouchers(CARDS)
    with opened(browser, staff(empty_stage), CARDS_TO_PRINT) as page:
        page.pdf(path=tmp_path / "cards.pdf", format=paper, print_background=False)
    sheets = drawn(tmp_path / "cards.pdf")
    read = [sorted(b.text for b in zxingcpp.read_barcodes(Image.open(s))) for s in sheets]
    assert [len(found) for found in read] == [PER_SHEET, PER_SHEET, CARDS - 2 * PER_SHEET]
    links = [text for found in read for text in found]
    assert sorted(links) == sorted(f"{empty_stage.url}/#{code}" for code in codes)
    for number, found in enumerate(read, 1):
        words = said(tmp_path / "cards.pdf", number)
        assert words.count("Scan the picture") == len(found), "no card is cut in two"
        assert all(link.rpartition("#")[2] in words for link in found)
        assert f"{now():%Y}" in words


def test_paper_stays_white_in_the_dark(
    browser: Browser, empty_stage: Stage, tmp_path: Path
) -> None:
    empty_stage.operator.voucher()
    with opened(browser, staff(empty_stage), CARDS_TO_PRINT, scheme="dark") as page:
        page.pdf(path=tmp_path / "cards.pdf", format="A4", print_background=True)
        (sheet,) = drawn(tmp_path / "cards.pdf")
    pixels = Image.open(sheet).convert("L")
    white = sum(pixels.histogram()[250:])
    assert white > 0.9 * pixels.width * pixels.height


def staff(stage: Stage) -> Cast:
    """An operator, on a stage that has vouchers."""
    return Cast(stage, logins={"operator": stage.account("admin", "operator")})


def drawn(pdf: Path) -> list[Path]:
    """Its pages as pictures."""
    subprocess.run(["pdftoppm", "-r", "150", "-png", pdf, pdf.with_suffix("")], check=True)
    return sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))


def said(pdf: Path, page: int) -> str:
    number = str(page)
    told = subprocess.run(
        ["pdftotext", "-f", number, "-l", number, pdf, "-"], capture_output=True, check=True
    )
    return " ".join(told.stdout.decode().split())
