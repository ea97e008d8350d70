"""Ended at random moments, as by a power switch: nothing that was said to be done is lost, nothing is half done."""
