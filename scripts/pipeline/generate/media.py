"""Media types: which of them can be read, and which is taken where there are several."""

JSON, XML = "application/json", "application/xml"


def readable(media: str) -> bool:
    """Whether a method can be made for a body of this type."""
    return media.startswith("text/") or media.endswith(("json", "xml", "form-urlencoded"))


def rank(media: str) -> tuple[int, str]:
    """The order in which one is chosen: JSON before forms, these before XML, and then the rest."""
    for place, ending in enumerate(("json", "x-www-form-urlencoded", "xml")):
        if media.endswith(ending):
            return place, media
    return 3, media
