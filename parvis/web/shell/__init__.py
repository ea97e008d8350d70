"""The frame of every page: doors, languages, errors, sign-in, quick exit."""
