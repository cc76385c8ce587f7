"""Authorize requests: credentials, access tokens, and the accounts they belong to."""
