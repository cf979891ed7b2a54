"""Pages in HTML: one file each, with nothing from outside and no script. Templates lay out; Python says the words."""
