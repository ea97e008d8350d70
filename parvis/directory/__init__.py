"""What exists: the services of organisations, their places, hours, languages, and who checked them last.

May import access, search, core, engines, kernel. Holds no personal data.
"""
