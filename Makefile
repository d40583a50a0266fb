# What one does here. `make` lists it. Nothing is assumed but Python 3.11-3.13, pip and make.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
DEMO   := build/idlib.db
ON     ?= 2018-12-04
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help env demo test lint types layers bench fuzz docs quality lock clean

help: ## list what one can do here
	@echo "make TARGET, where TARGET is one of:"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-10s %s\n", $$1, $$2}'

env: $(READY) ## make the environment in .venv, from requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { \
		echo "Trucewatch needs Python 3.11, 3.12 or 3.13; '$(PYTHON)' is $$($(PYTHON) --version 2>&1 || echo missing)." >&2; \
		echo "Install one and name it: make $(or $(MAKECMDGOALS),env) PYTHON=python3.12" >&2; exit 2; }
	@echo "Making the environment in $(VENV) (once; a few minutes)…" >&2
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Exit status 1 of `build` means that some inputs were rejected, which the sums show.
demo: $(READY) ## build the shipped example and print its dossier (ON=2018-12-04 for another day)
	@mkdir -p build
	@$(BIN)/trucewatch build examples/idlib/reports --case $(DEMO) --casebook syria --workers $(WORKERS) || [ $$? -eq 1 ]
	@$(BIN)/trucewatch status --case $(DEMO) --on $(ON)

test: $(READY) ## run the tests
	$(BIN)/python -m pytest

lint: $(READY) ## look for faults of style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## check the types
	$(BIN)/mypy

layers: $(READY) ## check that each package imports only what it may
	$(BIN)/lint-imports

bench: $(READY) ## score every hand-coded set in SETS (../shared), and words a second (CORPUS=file.csv LIMIT=200)
	$(BIN)/python benchmarks/gold.py $(or $(SETS),../shared) --check
	$(BIN)/python benchmarks/throughput.py $(or $(CORPUS),examples/idlib/reports) $(if $(LIMIT),--limit $(LIMIT))

fuzz: $(READY) ## read thousands of damaged files of every format (VARIANTS=5000 SEED=1)
	$(BIN)/python benchmarks/fuzz.py --variants $(or $(VARIANTS),5000) --seed $(or $(SEED),1)

docs: $(READY) ## write the pages that the program writes itself
	$(BIN)/python -m trucewatch.cli.reference > docs/cli.md
	$(BIN)/python -m trucewatch.codebook > docs/codebook.md
	$(BIN)/python -m trucewatch.exchange.documenting > docs/exports.md
	$(BIN)/python -m trucewatch.exchange.importing.documenting > docs/importing.md

quality: $(READY) ## write docs/quality.md (SETS=../shared runs the benchmarks on its sets first)
	$(BIN)/python benchmarks/quality.py $(if $(SETS),--run $(SETS))

lock: $(READY) ## resolve the dependencies again into requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes \
		--custom-compile-command "make lock" --output-file requirements.lock pyproject.toml

clean: ## remove the environment and what was built
	rm -rf $(VENV) build
