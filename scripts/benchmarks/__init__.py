"""What `scripts/bench` measures: one module a subject, each with the rows that it gives."""
