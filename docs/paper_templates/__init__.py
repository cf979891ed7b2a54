"""What stands in the templates of papers, and how a template is made."""
