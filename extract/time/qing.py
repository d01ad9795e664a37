"""The lunar calendar of the late Qing, 1821 (道光元年) to 1899, as the court published it.

One number a year: bits 17-22 count the days from 1 January to the first day of the lunar year, bits
13-16 hold the leap month (0 for none), bits 0-12 the months in their order, set where a month has
30 days. Made with sxtwl (BSD); the tests compare every day of it.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

FIRST_YEAR: Final = 1821

_YEARS: Final = (
    0x420BA4, 0x2C7B45, 0x520D45, 0x3CFA95, 0x600A95, 0x4A052D, 0x34AAAD, 0x5A0AB5, 0x440DAA, 0x309DA4,
    0x560EA4, 0x413D4A, 0x640D4A, 0x4E0A96, 0x38D536, 0x5E055A, 0x460AD5, 0x3296CA, 0x580752, 0x420EA5,
    0x2C754A, 0x50054B, 0x3AEA97, 0x600AAB, 0x4A055A, 0x34AB55, 0x5A0BA9, 0x460752, 0x2E9AA5, 0x540B25,
    0x3F1A4B, 0x64094D, 0x4C0AAD, 0x38F56A, 0x5E05B4, 0x480BA9, 0x32BD52, 0x580D92, 0x420D25, 0x2C7A4D,
    0x500956, 0x3B12B5, 0x600AD6, 0x4C06D4, 0x34ADA9, 0x5A0EC9, 0x460E92, 0x308D26, 0x520527, 0x3D4A57,
    0x62095B, 0x4E0B5A, 0x38D6D4, 0x5E0754, 0x480749, 0x32B693, 0x560A93, 0x40052B, 0x2A6A5B, 0x50096D,
    0x3AEB6A, 0x600DAA, 0x4C0BA4, 0x36BB49, 0x5A0D49, 0x440A95, 0x2E952B, 0x54052D, 0x3C0AAD, 0x28556A,
    0x4E0DAA, 0x3ADDA4, 0x5E0EA4, 0x480D4A, 0x32AA95, 0x560A97, 0x400556, 0x2A6AB5, 0x500AD5,
)  # fmt: skip


def qing_day(year: int, month: int, day: int, leap: bool = False) -> dt.date | None:
    """The Gregorian day of a lunar date, or None when there is no such day."""
    if not FIRST_YEAR <= year < FIRST_YEAR + len(_YEARS):
        return None
    row = _YEARS[year - FIRST_YEAR]
    leap_month = row >> 13 & 15
    if not 1 <= month <= 12 or (leap and month != leap_month):
        return None
    index = month - 1 + (leap or 0 < leap_month < month)
    length = 29 + (row >> index & 1)
    if not 1 <= day <= length:
        return None
    before = sum(29 + (row >> earlier & 1) for earlier in range(index))
    return dt.date(year, 1, 1) + dt.timedelta(days=(row >> 17) + before + day - 1)
