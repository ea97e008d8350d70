"""What the pages of agreements share, for whomever they are: the person, a member of a body, staff."""
