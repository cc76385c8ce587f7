"""Find out what a real service has of the contract, with reads only and within the rate limit; no value is kept.

from accountability import Accountability
from accountability.probe import probe

with Accountability.from_env(inferred="allow") as api:
    found = probe(api, apis=["v2"])
found.write("probe")          # probe/probe.json and probe/corrections.toml
"""

from .answer import Outcome
from .finding import Finding
from .plan import Plan, plan
from .result import Probe, is_empty_proposal
from .run import probe

__all__ = ("Finding", "Outcome", "Plan", "Probe", "is_empty_proposal", "plan", "probe")
