"""The review of rated evidence in the terminal. Only ``ratings.review_commands`` imports it, and only when it runs."""
