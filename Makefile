# Hedgerow: everything a developer does, one word each. `make` alone lists them.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
UV     := $(shell command -v uv 2>/dev/null)
WEB    := $(shell find web -type f -not -path '*/node_modules/*' -not -name '*.gen.*' 2>/dev/null)

.PHONY: help setup run test check fmt bench faults types browser sdks clean

help:
	@echo "make run     set up, load the demo and serve it on http://127.0.0.1:8000"
	@echo "make test    set up, then every check and every test"
	@echo "make check   format, lint, types, import rules"
	@echo "make fmt     put the code in its standard form"
	@echo "make bench   measure, as ratios in one run (EVENTS=5000000 SECTION=dashboard)"
	@echo "make faults  break things under load: nothing lost, nothing twice"
	@echo "make setup   only the set-up: $(VENV) with Hedgerow and its tools"
	@echo "make clean   remove what the set-up made"

run: setup
	$(BIN)/hedgerow demo

# What Python compiles is kept, whatever the shell says: a run starts it more than a hundred times.
test: export PYTHONDONTWRITEBYTECODE :=
test: check browser sdks
	$(BIN)/pytest -n 2 --dist worksteal
	$(BIN)/pytest -n 2 --dist worksteal --store postgresql -m 'not one_store' tests/contract tests/isolation/test_under_load.py

check: setup types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m hatch_build npm run check
	$(BIN)/python -m hatch_build npm test

fmt: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup
	$(BIN)/python -m bench --events $(or $(EVENTS),5000000) $(if $(SECTION),--section $(SECTION))

faults: setup
	$(BIN)/python -m bench.faults

# The types of the web app come from the server's own description of itself.
types: setup
	@mkdir -p .cache
	@$(BIN)/hedgerow openapi > .cache/openapi.json
	@$(BIN)/python -m hatch_build npm run types -- ../.cache/openapi.json

setup: $(VENV)/installed

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Hedgerow needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another with: make PYTHON=python3.12 …")'
	@echo "Making $(VENV) …"
	@$(if $(UV),$(UV) venv --quiet --python $(PYTHON) $(VENV),$(PYTHON) -m venv $(VENV))

$(VENV)/locked: requirements.lock | $(VENV)/bin/python
	@echo "Installing the locked packages (about 300 MB the first time) …"
	@$(if $(UV),$(UV) pip sync --python $(BIN)/python requirements.lock,$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on -q -r requirements.lock)
	@touch $@

$(VENV)/installed: $(VENV)/locked pyproject.toml hatch_build.py $(WEB)
	@echo "Installing Hedgerow and building its web UI …"
	@$(if $(UV),$(UV) pip install --quiet --python $(BIN)/python --no-deps -e .,$(BIN)/python -m pip install --disable-pip-version-check -q --no-deps -e .)
	@touch $@

# Browser tests drive Debian's Chromium; a missing browser is a failure, never a skip.
browser:
	@command -v chromium >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    echo "Installing Chromium for the browser tests …"; \
	    apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	  else \
	    echo "The browser tests need Chromium on the PATH (Debian: apt-get install chromium)." >&2; exit 1; \
	  fi; }

# The released clients that tests/sdks runs: today's, and those of the end of 2024.
sdks: tests/sdks/node_modules/.package-lock.json .cache/python-2024

tests/sdks/node_modules/.package-lock.json: tests/sdks/package-lock.json | setup
	@echo "Installing the released JavaScript clients …"
	@$(BIN)/python -m hatch_build npm ci --prefix ../tests/sdks --ignore-scripts --no-audit --no-fund
	@touch $@

.cache/python-2024: tests/sdks/python-2024.lock | setup
	@rm -rf $@
	@$(if $(UV),$(UV) pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install --disable-pip-version-check -q) --no-deps --require-hashes --target $@ -r $<
	@touch $@

clean:
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis web/node_modules tests/sdks/node_modules src/hedgerow/api/ui
