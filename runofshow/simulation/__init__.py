"""Dry runs: draws make an outcome, outcomes a distribution. No file, no clock; chance comes from a seed."""
