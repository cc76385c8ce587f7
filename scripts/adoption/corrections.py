"""Corrections: what callers use to mend the contract, read as a document about the operations that they name.

A correction is somebody's word, neither published nor a recorded answer. So what it says stays `inferred`, with the
file as its source; an operation that was documented is so no more, since it is now said to be otherwise.
"""

from pathlib import Path

from accountability import ConfigurationError
from accountability.corrections.load import load
from adoption.document import Document, Unreadable
from adoption.retold import Retold, change_envelope, rename_members, rename_parameters
from pipeline.source.problem import Problem
from pipeline.transform.build import Built


def read_corrections(file: Path, ours: Built) -> Document:
    """Reads a corrections file as a document.

    Raises:
        Unreadable: it is no such file, or names what the contract lacks.
    """
    try:
        found = load(file).by_key
    except ConfigurationError as error:
        raise Unreadable(Problem(file, 1, str(error))) from None
    retold, notes = Retold(ours), []
    for key, one in found.items():
        api, _, name = key.partition(".")
        if api != ours.api:
            notes.append(f"{key} is about {api}: run it again with --api {api}")
            continue
        value = retold.operation(name, one.path, one.method)
        rename_parameters(value, one.parameters)
        for schema in retold.schemas(name, value):
            rename_members(retold, schema, one.members)
            rename_members(retold, schema, one.parameters)  # the fields of a form
        if one.envelope is not None and (one.paging is None or not change_envelope(retold, value, one.envelope)):
            notes.append(f"{key}: rows further inside ({one.envelope}) cannot be said in the contract")
        if one.formats or one.first_page != 1 or one.charset:
            notes.append(f"{key}: formats, first_page and charset are not taken in: edit the types in the contract")
        if one.headers:
            notes.append(f"{key}: headers are not taken in, since their values may be secret")
    return Document(retold.document, file.name, partial=True, status="inferred", notes=tuple(notes))
