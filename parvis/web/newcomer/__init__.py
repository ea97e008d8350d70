"""The newcomer's own space: opened with a card and six digits, short, closed by “I am done”."""
