"""The design system: components, their tags, and the gallery that shows each with its contract."""
