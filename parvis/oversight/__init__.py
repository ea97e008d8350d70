"""Floor 7: what watches over the rooms below: holds, the purge and its certificates."""
