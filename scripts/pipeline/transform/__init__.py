"""From the bundled document to the built one: dialects, derivation, overlays, names."""
