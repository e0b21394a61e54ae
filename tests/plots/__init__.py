"""Pictures are labelled, described, readable without colour, and show what they were given."""
