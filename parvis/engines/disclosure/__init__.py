"""Small numbers that would say something about somebody: when a figure may be shown.

For live screens, which suppress. Publications perturb a frozen snapshot instead, because suppression alone leaks once
several tables can be compared.
"""

from parvis.engines.disclosure.figure import Figure, figure, rounded

__all__ = ["Figure", "figure", "rounded"]
