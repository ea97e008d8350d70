"""Persons from the list of another register: a CSV with `source_id,names,born,sex`."""
