"""Records in SQLite, and conditions on them."""
