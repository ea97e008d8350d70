"""Real rows, made by the actions of the rooms where there is one."""
