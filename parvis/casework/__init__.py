"""Cases, needs, plans, referrals with consent and feedback, the desk of a one-stop shop.

May import engagement, people, directory and what lies below.
"""
