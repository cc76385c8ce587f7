"""The documentation site: guides and reference as static pages."""
