"""A labelled test bench: invented lives with planted faults, and a scorer for them."""
