"""The contracts as the sandbox uses them: endpoints, schemas, and collections of records."""
