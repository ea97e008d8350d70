"""HSDS, the Human Services Data Specification of Open Referral: read in 1.1, 2.x and 3.x, write 3.0.

Self-contained: `reader` turns files into records, `writer` records into JSON, `load` brings records into the directory.
See README.md of this folder. https://docs.openreferral.org/
"""
