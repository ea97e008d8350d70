"""Accounts, organisations, memberships, roles. The only organisation table of Parvis: tenant or mere listing.

May import core, kernel, engines. Knows nothing of persons: an account may be of no person.
"""
