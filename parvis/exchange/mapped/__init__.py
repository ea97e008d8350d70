"""Any directory in CSV or JSON, by a mapping file that says which column is what.

Self-contained: `schema` knows what a mapping may say, `reader` turns files into records, `load` brings them into the directory,
`mappings` holds those that come with the house. See docs/operate/mappings.md.
"""
