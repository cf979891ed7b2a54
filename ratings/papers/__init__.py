"""Papers of an office as Word files: what a template can use, filling it, and templates to begin with."""
