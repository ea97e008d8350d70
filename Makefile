# make demo    a town to walk through, at http://127.0.0.1:8000 (PORT=8123 for another port)
# make test    linters, types, floors, then every test on SQLite and on PostgreSQL
# make setup   the first half of both: .venv with the locked packages
# make crash   ends processes at 500 random moments on both stores (MOMENTS=100 for fewer); a short form is in the tests
# make fuzz    50,000 made-up requests to the API as each role, on both stores (REQUESTS=5000 for fewer); a short form is in the tests
# make bench   the table of figures; make messages, pictures, lock, clean: for those who change Parvis

PORT ?= 8000
MOMENTS ?= 500
REQUESTS ?= 50000
BIN := .venv/bin
PO := $(wildcard parvis/web/locale/*/LC_MESSAGES/*.po)

.PHONY: help setup demo test crash fuzz bench messages pictures lock clean

help:
	@sed -n 's/^# //p' Makefile

setup: .venv/.base .venv/.messages

.venv/.base: requirements/base.lock scripts/install scripts/link_checkout.py
	@scripts/install base

.venv/.test: requirements/test.lock .venv/.base
	@scripts/install test

.venv/.messages: .venv/.base scripts/compile_messages.py $(PO)
	@$(BIN)/python scripts/compile_messages.py
	@touch $@

demo: setup
	@$(BIN)/parvis demo --port $(PORT)

test: setup .venv/.test
	@scripts/debian_packages
	@$(BIN)/python scripts/run_tests.py $(ARGS)

crash: setup .venv/.test
	@scripts/debian_packages
	@$(BIN)/python -m tests.crash.run --moments $$(($(MOMENTS) / 2))
	@$(BIN)/python scripts/postgres_for_tests.py $(BIN)/python -m tests.crash.run --moments $$(($(MOMENTS) / 2))

fuzz: setup .venv/.test
	@scripts/debian_packages
	@PARVIS_FUZZ=$(REQUESTS) $(BIN)/python -m pytest -q -n auto tests/api/test_fuzzed.py
	@PARVIS_FUZZ=$(REQUESTS) $(BIN)/python scripts/postgres_for_tests.py $(BIN)/python -m pytest -q -n auto tests/api/test_fuzzed.py

bench: setup .venv/.test
	@$(BIN)/python scripts/run_benchmarks.py

messages: setup .venv/.test
	@$(BIN)/python scripts/messages.py

pictures: setup .venv/.test
	@scripts/debian_packages
	@$(BIN)/python -m tests.browser.pictures

lock:
	@scripts/lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .grimp_cache .hypothesis test-results
	find parvis tests demo scripts -name __pycache__ -type d -prune -exec rm -rf {} +
	find parvis -name '*.mo' -delete
