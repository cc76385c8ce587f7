"""The README's counts of what is known how well: they follow from the contract, so they are written and not kept."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal

_BLOCK = re.compile(r"(<!-- counts:.*?-->\n```text\n).*?(?=\n```)", re.DOTALL)


def recounted(text: str, documents: Mapping[str, bytes]) -> str:
    """The README with the counts of these contracts; as it is, where it has no place for them.

    Args:
        text: the README.
        documents: the built contracts by API, as they are shipped.
    """
    from accountability.cli.operation_table import counts
    from accountability.spec import APIS, Contract

    contracts = [Contract(api, json.loads(documents[api], parse_float=Decimal)) for api in APIS if api in documents]
    made = counts([operation for one in contracts for operation in one.operations.values()])
    return _BLOCK.sub(lambda found: found[1] + made, text, count=1)
