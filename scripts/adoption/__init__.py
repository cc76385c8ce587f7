"""Adopt what others say of the API: a vendor's document, a probe or corrections, each with an overlay of ours."""
