"""Files from elsewhere, clean or dirty, to rows whose every repair and rejection is told. Shared by every format that reads.

In this order: `source` (what is opened, safely) → `decode` (bytes to text) → `csv_rows` (ragged and quoted as they come) → `repair`
(mojibake, markup, control characters) → `fields` (typed values), each row accounted for on the `desk.Desk`; `report` writes it down.
Knows no foreign schema: which column means what is the business of `exchange`.
"""
