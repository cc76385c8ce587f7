"""Compare a real service with the contract, by reads within the rate limit; values are not stored.

from accountability import Accountability
from accountability.probe import probe

with Accountability.from_env(inferred="allow") as api:
    result = probe(api, apis=["v2"])
result.write("probe")          # probe/probe.json and probe/corrections.toml
"""

from .finding import Finding, Outcome
from .plan import Plan, plan
from .result import Probe, is_empty_proposal
from .run import probe

__all__ = ("Finding", "Outcome", "Plan", "Probe", "is_empty_proposal", "plan", "probe")
