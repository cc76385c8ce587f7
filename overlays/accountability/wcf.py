"""The XML of the legacy service, for tools: its codec, and the dates of its JSON."""

from __future__ import annotations

from ._formats.xml.codec import Codec, XmlError, format_date, parse_date

__all__ = ("Codec", "XmlError", "format_date", "parse_date")
