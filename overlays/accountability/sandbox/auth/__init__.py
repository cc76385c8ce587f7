"""Who calls and what they may do: accounts, tokens, access groups, the rate limit."""
