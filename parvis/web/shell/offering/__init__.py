"""Writing an offer of any kind: one form made from the kind's own declaration, for an organisation and for a person."""
