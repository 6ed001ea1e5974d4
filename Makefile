# The only door: `make` sets everything up and builds every edition into output/; `make help` lists the rest.
# All paths are relative, so the checkout may lie anywhere, also below a folder with spaces in its name.

PYTHON ?= python3
JOBS ?=
# For test, test-all, test-times and check-outputs: a folder of files that are built already; for check-outputs: a folder of further checks.
OUTPUTS ?=
CHECKS ?=
# For bench: rows to measure, runs of a short row, a page to write the table into.
ROWS ?=
RUNS ?=
WRITE ?=
VENV := .venv
PY := $(VENV)/bin/python
HANDOUTS := $(VENV)/bin/handouts
PIP := $(PY) -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
PYTEST := $(PY) -m pytest -n $(or $(JOBS),auto) --dist loadgroup

.DEFAULT_GOAL := build
.DELETE_ON_ERROR:
.PHONY: build examples test test-all test-times check-outputs check bench golden pictures gallery docs wheel constraints clean distclean help

build: $(VENV)/.runtime $(VENV)/.system-build .handouts/schema/content.json ## build every edition into output/ (default)
	$(HANDOUTS) build $(if $(JOBS),-j $(JOBS))

examples: $(VENV)/.runtime $(VENV)/.system-build ## check and build the lessons in examples/, each into a folder output/ of its own
	set -e; for lesson in examples/*/; do $(HANDOUTS) check -C "$$lesson"; $(HANDOUTS) build -C "$$lesson"; done

test: $(VENV)/.dev $(VENV)/.system-test ## test the code, all that is not slow
	$(PYTEST) --ignore tests/outputs -m "not slow" $(if $(OUTPUTS),--outputs=$(OUTPUTS))

test-all: $(VENV)/.dev $(VENV)/.system-test ## test the code, every case
	$(PYTEST) --ignore tests/outputs $(if $(OUTPUTS),--outputs=$(OUTPUTS))

test-times: $(VENV)/.dev $(VENV)/.system-test ## every case, and where the time goes into tests/README.md
	$(PYTEST) --ignore tests/outputs --times=tests/README.md $(if $(OUTPUTS),--outputs=$(OUTPUTS))

check-outputs: $(VENV)/.dev $(VENV)/.system-test $(if $(OUTPUTS),,build) ## build every edition and check every file
	$(PYTEST) tests/outputs --outputs=$(or $(OUTPUTS),output)
	$(if $(CHECKS),bash scripts/more-checks.sh "$(CHECKS)" $(or $(OUTPUTS),output) $(PY) $(HANDOUTS))

check: $(VENV)/.dev ## format, lint, types, import contracts
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports

bench: $(VENV)/.dev $(VENV)/.system-build ## measure builds against plain scripts (ROWS= RUNS= WRITE=)
	$(PY) bench/run.py $(if $(ROWS),--rows $(ROWS)) $(if $(RUNS),--runs $(RUNS)) $(if $(WRITE),--write $(WRITE))

golden: $(VENV)/.dev $(VENV)/.system-test ## renew tests/golden/ from what is made now; read the diff before you commit
	HANDOUTS_RENEW_GOLDEN=1 $(PYTEST) --ignore tests/outputs

pictures: $(VENV)/.dev $(VENV)/.system-test ## renew docs/pictures/ from what is in output/
	$(PY) scripts/make_pictures.py output docs/pictures

gallery: $(VENV)/.dev $(VENV)/.system-test ## renew docs/gallery/ from what is in output/: a page of each document
	$(PY) scripts/make_pictures.py output docs/gallery

docs: $(VENV)/.dev ## renew docs/reference/ from the code
	$(PY) scripts/make_reference.py docs/reference

wheel: $(VENV)/.dev ## build the wheel into dist/
	$(PY) -m hatchling build -t wheel

constraints: $(VENV)/.dev ## renew constraints.txt from pyproject.toml
	$(PIP) uv
	scripts/renew-constraints.sh $(VENV)/bin/uv

clean: ## remove what was built, and caches
	find output -mindepth 1 ! -path output/README.md ! -path output/.gitignore -delete
	rm -rf dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests scripts bench -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## remove the virtual environment too
	rm -rf $(VENV) .venv-checks .handouts

help: ## list these
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 15

# Stamps: each is touched when its step is done, so that a second `make` goes straight to the building.
$(PY): | scripts/system-packages.sh
	bash scripts/system-packages.sh venv "$(PYTHON)"
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: pyproject.toml constraints.txt | $(PY)
	@echo "Installing the pinned packages into $(VENV)"
	@$(PIP) --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/.runtime
	@echo "Installing the pinned packages for tests and checks into $(VENV)"
	@$(PIP) --editable '.[dev]'
	@touch $@

$(VENV)/.system-build: scripts/system-packages.sh | $(PY)
	bash scripts/system-packages.sh build $(PY)
	@touch $@

$(VENV)/.system-test: scripts/system-packages.sh | $(VENV)/.system-build
	bash scripts/system-packages.sh test $(PY)
	@touch $@

# What editors need to help with content/ and handouts.yaml; the first line of each file names it.
.handouts/schema/content.json: $(wildcard src/handouts/model/*.py) src/handouts/editors.py handouts.yaml | $(VENV)/.runtime
	@$(HANDOUTS) schema --quiet
