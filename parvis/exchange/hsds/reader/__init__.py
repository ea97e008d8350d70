"""Files to records. `read(path, region="US")` is the door; the steps are one file each, in this order:

engines.intake.source (what is opened, safely) → decode (bytes to text) → csv_rows | json_rows (rows of HSDS tables) → repair (text) →
organisations, places, services (records), each row accounted for on the `Desk`.
"""

from parvis.exchange.hsds.reader.read import read

__all__ = ["read"]
