"""Adoption: what others say of the service (a vendor's document, a probe, corrections) taken into `openapi/`."""
