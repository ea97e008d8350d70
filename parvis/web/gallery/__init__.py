"""The gallery of components, for whoever writes a page."""
