"""The APIs as their contracts tell them."""
