"""The rooms of those who work with newcomers: the day, the people, the referrals, the figures."""
