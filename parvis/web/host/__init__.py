"""Whoever receives a request: by its link without an account, or signed in as a member of the organisation."""
