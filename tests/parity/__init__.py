"""Ours against PyTorch's: the same numbers, names and behaviour."""
