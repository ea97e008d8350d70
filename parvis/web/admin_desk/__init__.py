"""The administrator's and the data protection officer's desk: who may come in, who can be reached, who read what."""
