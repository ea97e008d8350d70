"""The command-line door: `parvis`. Parses arguments, calls the same actions as the pages, prints plain lines or one JSON object."""
