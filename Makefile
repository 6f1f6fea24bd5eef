# Holdfast. `make` alone says what there is.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMPS := $(VENV)/stamps
UV     := $(VENV)/uv/bin/uv

# `make setup WITH=bench` also installs locks/bench.txt; several are parted by commas.
comma  := ,
WITH   ?=
EXTRAS := $(subst $(comma), ,$(WITH))
LOCKED := $(filter-out run test,$(patsubst locks/%.txt,%,$(wildcard locks/*.txt)))
$(foreach extra,$(EXTRAS),$(if $(wildcard locks/$(extra).txt),,$(error There is no extra called "$(extra)". There is: $(LOCKED))))

EXAMPLE := examples/sam.json
MOMENT := 2026-11-21T09:00
PORT ?= 8000


.PHONY: help setup run test check lock clean
.DELETE_ON_ERROR:

help:
	@echo "make run      set up, then open the guide, the finder and the handbook in a browser, with made-up places"
	@echo "make setup    set up only (WITH=name for an extra: $(LOCKED))"
	@echo "make test     set up, then every check and test"
	@echo "make check    the quick part: style, types, architecture"
	@echo "make lock     work out the locked versions again (UPGRADE=--upgrade for newer ones)"
	@echo "make clean    remove what these commands made"

setup: $(STAMPS)/project $(EXTRAS:%=$(STAMPS)/%)
	@:

run: setup
	@echo "Opening Holdfast with made-up places (PORT=$(PORT) sets another port). Beside it, in another terminal:"
	@echo "  $(BIN)/holdfast plan $(EXAMPLE) --as-of $(MOMENT)     one person's plan"
	@echo "  $(BIN)/holdfast plan examples/ready.json --why naltrexone_xr      every reason for one option"
	@echo "  $(BIN)/holdfast calendar methadone --case examples/ready.json     a dosing calendar, day by day"
	@echo "  $(BIN)/holdfast --help                                            all commands"
	@$(BIN)/holdfast start --demo --port $(PORT)

# As many tests at a time as the machine has processors.
PYTEST := $(BIN)/pytest --numprocesses auto --dist worksteal

# Thousands of people, real and made up: run by themselves, because counting branches would take minutes and show nothing new.
MANY_PEOPLE := tests/cohort tests/generative tests/proofs tests/bench

test: lint browser cql postgresql
	@$(PYTEST) --quiet $(MANY_PEOPLE)
	@HOLDFAST_WITHOUT="$$(command -v chromium >/dev/null || echo chromium) $$(ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || echo postgresql)" \
	    $(PYTEST) --cov $(MANY_PEOPLE:%=--ignore=%)

check: lint
	@$(BIN)/pytest --quiet tests/test_architecture.py

# The tests of pages in a browser use Debian's Chromium. Without it, and without leave to install it, they stay out and say so.
CHROMIUM := apt-get install -y -qq --no-install-recommends chromium

.PHONY: browser
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	    echo "Installing Debian's chromium for the tests of pages ..." && \
	    { $(CHROMIUM) || { apt-get update -qq && $(CHROMIUM); }; } >/dev/null 2>&1; } || \
	    echo "Chromium is not here and could not be installed (sudo apt install chromium): no page is tested in a browser." >&2

# What is kept in a database is tested on SQLite, and once more on Debian's PostgreSQL. Without it those tests stay out and say so.
POSTGRESQL := apt-get install -y -qq --no-install-recommends postgresql

.PHONY: postgresql
postgresql:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	    echo "Installing Debian's postgresql for the tests of the database ..." && \
	    { $(POSTGRESQL) || { apt-get update -qq && $(POSTGRESQL); }; } >/dev/null 2>&1; } || \
	    echo "PostgreSQL is not here and could not be installed (sudo apt install postgresql): the database is tested on SQLite alone." >&2

# The export to CQL is run by another vendor's engine, on Debian's node. Without it, and without leave to install it, those tests
# stay out and say so; on a build machine that is a failure.
NODE := apt-get install -y -qq --no-install-recommends nodejs npm

.PHONY: cql
cql:
	@command -v npm >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	    echo "Installing Debian's nodejs and npm for the tests of the CQL export ..." && \
	    { $(NODE) || { apt-get update -qq && $(NODE); }; } >/dev/null 2>&1; } || \
	    echo "npm is not here and could not be installed (sudo apt install nodejs npm): no other engine runs the CQL export." >&2
	@! command -v npm >/dev/null || $(MAKE) --no-print-directory $(STAMPS)/cql || \
	    echo "No other engine runs the CQL export: its packages could not be installed." >&2

$(STAMPS)/cql: tests/cql/package-lock.json | $(STAMPS)/venv
	@echo "Installing $< ..."
	@npm ci --prefix tests/cql --silent --no-audit --no-fund
	@touch $@

.PHONY: lint
lint: setup $(STAMPS)/test
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --quiet --check || { echo "Not in the house's format. To mend it: $(BIN)/ruff format" >&2; exit 1; }
	@$(BIN)/mypy

clean:
	@rm -rf $(VENV) tests/cql/node_modules .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- Setting up: each step leaves a stamp, and is done again only when its lock changes -----------

$(STAMPS)/venv:
	@command -v $(PYTHON) >/dev/null || { echo "Holdfast needs Python 3.11 or newer. On Debian: sudo apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Holdfast needs Python 3.11 or newer; $(PYTHON) is older. To use another: make setup PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	    { echo "This Python cannot make a virtual environment. On Debian: sudo apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@mkdir -p $(STAMPS)
	@touch $@

$(STAMPS)/%: locks/%.txt | $(STAMPS)/venv
	@echo "Installing $< ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $< || \
	    { echo "Could not install $<. The first setup needs the network; later ones do not." >&2; exit 1; }
	@touch $@

$(STAMPS)/project: pyproject.toml $(STAMPS)/run
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@
	@echo "Holdfast is set up in $(VENV)."

# --- Locks: one a name, hashed, naming no host. Each keeps to the versions of the ones before it --

UPGRADE ?=
COMPILE = $(UV) pip compile pyproject.toml --group build --universal --quiet $(UPGRADE) \
          --generate-hashes --no-header --no-emit-index-url --no-emit-find-links

$(UV): | $(STAMPS)/venv
	@$(PYTHON) -m venv $(VENV)/uv
	@$(VENV)/uv/bin/pip install --quiet --disable-pip-version-check uv

lock: $(UV)
	@$(COMPILE) --output-file locks/run.txt >/dev/null
	@$(COMPILE) --extra test --constraints locks/run.txt --output-file locks/test.txt >/dev/null
	@for extra in $(LOCKED); do \
	    $(COMPILE) --extra $$extra --constraints locks/test.txt --output-file locks/$$extra.txt >/dev/null || exit 1; \
	done
	@echo "Locked: run test $(LOCKED)"
