"""Number format codes: what a workbook shows for a number, a date, a text."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from reportlint.load.spreadsheet.dates import shown_date
from reportlint.load.spreadsheet.formats import LOCAL, sections, text_section
from reportlint.load.spreadsheet.numbers import shown_number, stored

ACCOUNTING = r'_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.9798, "0.00%", "97.98%"),
        (1, "0%", "100%"),
        (0.125, "0%", "13%"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (12, "#,##0.00", "12.00"),
        (0.5, "#,###.##", ".5"),
        (5, "000", "005"),
        (1234.5, "0.00_);(0.00)", "1234.50"),
        (-1234.5, "#,##0.00_);(#,##0.00)", "(1,234.50)"),
        (-1234.5, "#,##0.00;[Red]-#,##0.00", "-1,234.50"),
        (-12, "0.00;[红色](0.00)", "(12.00)"),
        (1234.5, ACCOUNTING, "1,234.50"),
        (-1234.5, ACCOUNTING, "-1,234.50"),
        (0, ACCOUNTING, "-"),
        (12.5, '"¥"#,##0.00', "¥12.50"),
        (12.5, "[$¥-804]#,##0.00", "¥12.50"),
        (-12.5, LOCAL[7], "¥-12.50"),
        (123456, "0!.0,", "12.3"),
        (123456, '0!.0,"万"', "12.3万"),
        (123456, r"0\.0000", "12.3456"),
        (12345678, "0.00,,", "12.35"),
        (12345678, "#,##0,", "12,346"),
        (12, "General", "12"),
        (-0.1, "General", "-0.1"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (123456.789, 'General"元"', "123456.789元"),
        (110108199001011234, "0", "110108199001011000"),
        (13812345678, "General", "13812345678"),
        (1.005, "0.00", "1.01"),
        (2.675, "0.00", "2.68"),
        (0, "0.00;-0.00;;@", ""),
        (5, ";;;", ""),
        (12345, "0.00E+00", "1.23E+04"),
        (0.00012, "0.0E+00", "1.2E-04"),
        (1.5, "# ?/?", "1 1/2"),
        (0.25, "?/?", "1/4"),
        (95, '[>=90]"优";[>=60]"良";"差"', "优"),
        (75, '[>=90]"优";[>=60]"良";"差"', "良"),
        (12, "0_ ", "12"),
        (12, "@", "12"),
        (12, '"约"0"人"', "约12人"),
        (1.20, "0.0?", "1.2"),
    ],
)
def test_numbers(value: float, code: str, text: str) -> None:
    assert shown_number(stored(value), code) == text


def test_a_stored_number_has_fifteen_digits() -> None:
    assert stored(0.1 + 0.2) == Decimal("0.3")
    assert stored(97.98) == Decimal("97.98")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ('yyyy"年"m"月"d"日"', "2024年3月5日"),
        ("yyyy-mm-dd", "2024-03-05"),
        ("[$-804]yyyy年m月", "2024年3月"),
        ("yy/m/d h:mm", "24/3/5 14:07"),
        ("h:mm:ss AM/PM", "2:07:09 PM"),
        ("上午/下午h时mm分", "下午2时07分"),
        ("d-mmm-yy", "5-Mar-24"),
        ("aaaa", "星期二"),
        ("mm:ss", "07:09"),
        (LOCAL[14], "2024/3/5"),
        (LOCAL[31], "2024年3月5日"),
    ],
)
def test_dates(code: str, text: str) -> None:
    (section, *_) = sections(code)
    assert section.is_date
    assert shown_date(datetime(2024, 3, 5, 14, 7, 9), timedelta(), section) == text


def test_elapsed_hours_are_not_cut_at_a_day() -> None:
    (section,) = sections("[h]:mm")
    assert shown_date(datetime(1900, 1, 1, 6, 30), timedelta(hours=30.5), section) == "30:30"


def test_text_is_shown_as_it_is_unless_the_code_says_otherwise() -> None:
    assert text_section("0.00") is None
    fourth = text_section('0;0;0;"（"@"）"')
    assert fourth is not None
    assert [token.text for token in fourth.tokens] == ["（", "@", "）"]
