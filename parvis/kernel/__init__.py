"""Words every floor shares: who acts, in which language, what went wrong, which state may follow which.

Plain Python, no Django. Everything may import it; it imports nothing of Parvis.
"""
