"""The rate limit of an account, counted in memory, in SQLite or in Redis."""
