"""Values that remember how they were made: gradients, refusals, and drawings."""
