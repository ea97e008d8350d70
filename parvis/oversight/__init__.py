"""Over the rooms that keep something of a person: holds, the purge and its certificates."""
