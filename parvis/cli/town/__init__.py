"""Builds the demo town from the data files in `demo/`, through the same actions that people use."""
