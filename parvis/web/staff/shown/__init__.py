"""What the rooms answer, as the pieces that templates show: words for codes, addresses for ids. Pure, no query."""
