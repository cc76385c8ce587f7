"""Initial and generated records."""
