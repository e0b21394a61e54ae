"""Data sets are what they say they are, the same every time, and hold what there is to learn."""
