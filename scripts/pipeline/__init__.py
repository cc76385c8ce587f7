"""From the hand-kept contract in `openapi/` to the generated package: pure steps, problems as values."""
