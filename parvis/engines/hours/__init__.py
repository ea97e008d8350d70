"""When a place is open: weekly openings, public holidays, and the ways others write them down.

What is not known stays not known: `Status.open` is None without hours, and None is never "closed".
"""

from parvis.engines.hours.dirty import ParsedHours, ParsedTime, parse_hours, parse_time
from parvis.engines.hours.osm import HoursNotUnderstood, openings_from_osm, status_from_osm
from parvis.engines.hours.rrule import ScheduleLine, lines_from_openings, weekdays_from_rrule
from parvis.engines.hours.spoken import parse_week, write_week
from parvis.engines.hours.weekly import UNKNOWN, Holidays, Opening, Status, status

__all__ = [
    "UNKNOWN",
    "Holidays",
    "HoursNotUnderstood",
    "Opening",
    "ParsedHours",
    "ParsedTime",
    "ScheduleLine",
    "Status",
    "lines_from_openings",
    "openings_from_osm",
    "parse_hours",
    "parse_time",
    "parse_week",
    "status",
    "status_from_osm",
    "weekdays_from_rrule",
    "write_week",
]
