"""What the law asks: rule sets as data, their catalogue and their lint. Imports nothing of ours."""
