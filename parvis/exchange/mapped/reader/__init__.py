"""Files to records by a mapping. `read(path, feed)` is the door; the steps are one file each:

engines.intake (open, decode, rows, repair) → raw (a row, asked by column or path) → evaluate (what the mapping makes of it) → made and
parts (typed fields and what hangs on them) → build (one record) → assemble (all of them), each row accounted for on the `Desk`.
"""

from parvis.exchange.mapped.reader.read import read

__all__ = ["read"]
