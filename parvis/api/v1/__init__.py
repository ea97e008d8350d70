"""Parvis's own JSON: the public search, and for signed-in staff the referrals they sent and received."""
