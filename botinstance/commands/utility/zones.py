"""From what people call a place to its time zone: the zone's own city, or a big city beside it."""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
import zoneinfo
from datetime import timedelta, timezone, tzinfo
from typing import NamedTuple

from botinstance.usererror import UserError

LENGTH = 60  # characters of a place

# Zones whose last part is a place; the others are older names, or no places.
_REGIONS = (
    *("Africa", "America", "Antarctica", "Arctic", "Asia"),
    *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
)
_NO_PLACES = ("act", "lhi", "nsw", "north", "south", "west", "center", "general", "victoria")
_OFFSET = re.compile(r"(?:utc|gmt)? ?([+-]) ?([0-9]{1,2})(?::?([0-9]{2}))?")
_MOST = timedelta(hours=14)

# Big cities, and countries with one time, that are not the name of a zone.
_CITIES = {
    "Africa/Johannesburg": "cape town, durban, pretoria, south africa",
    "Africa/Cairo": "alexandria, giza",
    "Africa/Casablanca": "marrakesh, rabat, morocco",
    "Africa/Lagos": "abuja, kano, ibadan, nigeria",
    "Africa/Nairobi": "mombasa, kenya",
    "Africa/Accra": "kumasi, ghana",
    "Africa/Addis_Ababa": "ethiopia",
    "America/Argentina/Buenos_Aires": "rosario, argentina",
    "America/Bogota": "medellin, cali, colombia",
    "America/Chicago": "houston, dallas, austin, san antonio, minneapolis, new orleans, memphis, "
    "nashville, milwaukee, kansas city, st louis",
    "America/Denver": "salt lake city, albuquerque, colorado springs",
    "America/Edmonton": "calgary",
    "America/Lima": "peru",
    "America/Los_Angeles": "san francisco, san diego, san jose, seattle, las vegas, portland, "
    "sacramento, oakland",
    "America/Mexico_City": "guadalajara, puebla",
    "America/New_York": "boston, washington, washington dc, philadelphia, miami, atlanta, "
    "baltimore, charlotte, orlando, pittsburgh, cleveland, nyc, brooklyn, tampa",
    "America/Sao_Paulo": "rio de janeiro, rio, brasilia, belo horizonte, porto alegre, curitiba",
    "America/Toronto": "ottawa, montreal, quebec",
    "Asia/Dhaka": "chittagong, bangladesh",
    "Asia/Dubai": "abu dhabi, sharjah, uae, united arab emirates",
    "Asia/Ho_Chi_Minh": "hanoi, da nang, vietnam",
    "Asia/Jakarta": "bandung, surabaya",
    "Asia/Jerusalem": "haifa",
    "Asia/Karachi": "lahore, islamabad, rawalpindi, faisalabad, peshawar, pakistan",
    "Asia/Kolkata": "mumbai, delhi, new delhi, bangalore, bengaluru, chennai, hyderabad, pune, "
    "ahmedabad, surat, jaipur, lucknow, kochi, goa, bombay, india",
    "Asia/Colombo": "sri lanka, kandy",
    "Asia/Kathmandu": "nepal, pokhara",
    "Asia/Kuala_Lumpur": "malaysia, johor bahru, penang",
    "Asia/Manila": "cebu, davao, quezon city, philippines",
    "Asia/Riyadh": "jeddah, mecca, medina, saudi arabia",
    "Asia/Seoul": "busan, incheon, south korea, korea",
    "Asia/Shanghai": "beijing, shenzhen, guangzhou, chengdu, wuhan, tianjin, hangzhou, china",
    "Asia/Tehran": "mashhad, isfahan, shiraz",
    "Asia/Tokyo": "osaka, kyoto, yokohama, nagoya, sapporo, fukuoka, kobe",
    "Asia/Bangkok": "phuket, chiang mai, thailand",
    "Australia/Sydney": "canberra",
    "Australia/Brisbane": "gold coast, cairns",
    "Europe/Amsterdam": "rotterdam, the hague, netherlands",
    "Europe/Berlin": "munich, hamburg, frankfurt, cologne, stuttgart, dusseldorf, leipzig, "
    "munchen, koln, germany",
    "Europe/Brussels": "antwerp, belgium",
    "Europe/Istanbul": "ankara, izmir, antalya",
    "Europe/Kyiv": "lviv, odesa, kharkiv, ukraine",
    "Europe/London": "manchester, birmingham, edinburgh, glasgow, liverpool, leeds, bristol, "
    "cardiff, england, scotland, wales, uk, united kingdom",
    "Europe/Madrid": "barcelona, valencia, seville",
    "Europe/Moscow": "st petersburg, saint petersburg",
    "Europe/Paris": "marseille, lyon, nice, toulouse, bordeaux, france",
    "Europe/Rome": "milan, naples, turin, florence, venice, italy",
    "Europe/Stockholm": "gothenburg, malmo, sweden",
    "Europe/Vienna": "salzburg, graz, austria",
    "Europe/Warsaw": "krakow, wroclaw, gdansk",
    "Europe/Zurich": "geneva, basel, bern, switzerland",
    "Pacific/Auckland": "wellington, christchurch, new zealand",
    "Pacific/Honolulu": "hawaii",
}


class Place(NamedTuple):
    name: str
    zone: tzinfo


def find(text: str) -> Place | None:
    """The place called `text`: a city, a zone (Europe/Berlin) or an offset (UTC+5:30)."""
    if len(text) > LENGTH:
        return None
    offset = _OFFSET.fullmatch(text.strip().lower().replace("−", "-"))
    if offset:
        return _fixed(*offset.groups())
    for words in (text, text.partition(",")[0]):
        found = _places().get(plain(words))
        if found:
            return Place(found[0], zoneinfo.ZoneInfo(found[1]))
    return None


def named(text: str, example: str) -> Place:
    """The place called `text`; `example` shows people how to ask. Raises UserError."""
    place = find(text)
    if place is None:
        near = closest(text)
        hint = f"Did you mean {near}?" if near else f"Try a big city close by, like {example}"
        raise UserError(f"I do not know the place '{text[:40]}'. {hint}")
    return place


def closest(text: str) -> str | None:
    """The name of the place that `text` was probably meant to be."""
    places = _places()
    near = difflib.get_close_matches(plain(text[:LENGTH]), places, n=1, cutoff=0.75)
    return places[near[0]][0] if near else None


def plain(text: str) -> str:
    """`São_Paulo ` and `sao paulo` are the same."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(re.sub(r"[_.'’-]", " ", letters).split())


def _fixed(sign: str, hours: str, minutes: str | None) -> Place | None:
    amount = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if amount > _MOST or int(minutes or 0) > 59:
        return None
    name = f"UTC{sign}{int(hours):02}:{int(minutes or 0):02}"
    return Place(name, timezone(amount if sign == "+" else -amount))


@functools.cache
def _places() -> dict[str, tuple[str, str]]:
    """Name as people may write it: as it is shown, and the zone. The files are asked once."""
    zones = zoneinfo.available_timezones()
    found: dict[str, tuple[str, str]] = {}
    for zone in sorted(zones):
        region, _, city = zone.partition("/")
        city = city.rpartition("/")[2].replace("_", " ")
        if region == "Etc":
            continue  # their signs are the other way round from what everybody writes
        found[plain(zone)] = (city or zone, zone)
        if region in _REGIONS and plain(city) not in _NO_PLACES:
            found[plain(city)] = (city, zone)
    for zone, cities in _CITIES.items():
        if zone in zones:
            found |= {plain(c): (_title(c), zone) for c in cities.split(", ")}
    return found


def _title(name: str) -> str:
    return name.upper() if name in ("nyc", "uae", "uk") else name.title()
