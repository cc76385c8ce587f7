"""Send requests: retries, the rate limit, and one attempt over HTTP."""
