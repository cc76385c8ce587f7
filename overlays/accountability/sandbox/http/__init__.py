"""HTTP: requests, responses, problems, and the ways to call the sandbox."""
