"""What a mapping file may say: `keys` lists it, `nodes` reads YAML with its lines, `check` makes the `shapes` the reader takes.

`library.mapping(name or path)` is the door.
"""

from parvis.exchange.mapped.schema.library import mapping, names

__all__ = ["mapping", "names"]
