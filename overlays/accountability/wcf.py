"""The XML of the legacy service, for tools: its codec, and the dates of its JSON."""

from __future__ import annotations

from accountability_api._runtime.dates import format_wcf_date as format_date
from accountability_api._runtime.dates import parse_wcf_date as parse_date

from ._formats.xml.codec import Codec, XmlError

__all__ = ("Codec", "XmlError", "format_date", "parse_date")
