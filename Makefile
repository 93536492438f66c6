# Needs only python3 (3.11.2 or newer) with venv; everything else is made here.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo run test check fix bench torture lock clean
.DEFAULT_GOAL := demo

INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check
# The locks are complete and installed with hashes and without resolving: pip would look at releases newer than the locked
# ones, and end with an error where one of them fits what a dependency asks for. The checkout itself is linked, not copied.
LOCKED := $(INSTALL) --require-hashes --no-deps
$(VENV)/run: requirements.lock requirements-build.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(LOCKED) -r requirements.lock -r requirements-build.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/dev: requirements-dev.lock $(VENV)/run
	$(LOCKED) -r requirements-dev.lock
	touch $@

demo: $(VENV)/run
	$(BIN)/monitor demo

run: $(VENV)/run
	$(BIN)/monitor run

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(VENV)/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: check
	rm -f .coverage .coverage.*
	$(BIN)/python -m coverage run -m pytest --numprocesses auto
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report --fail-under 95
	$(BIN)/python -m coverage report --fail-under 100 --include 'monitor/text/*,monitor/domain/*,monitor/detect/*,monitor/track/*,monitor/pipeline/*'

bench: $(VENV)/run
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/following.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/recipients.py docs/reliability.md

# Kills the service at 200 random moments; KILLS and SEED choose others. docs/reliability.md tells the rest.
KILLS ?= 200
torture: $(VENV)/dev
	$(BIN)/python tests/torture/campaign.py --kills $(KILLS) $(if $(SEED),--seed $(SEED)) --folder $$(mktemp -d)/torture

# Universal: Python 3.11.2 to 3.14, x86-64 and arm64, by environment markers; no index addresses.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11.2 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
lock: $(VENV)/dev
	$(COMPILE) pyproject.toml --output-file requirements.lock
	$(COMPILE) --group build --constraint requirements.lock --output-file requirements-build.lock
	$(COMPILE) pyproject.toml --group dev --constraint requirements.lock --constraint requirements-build.lock \
		--output-file requirements-dev.lock

clean:
	rm -rf $(VENV) .bench .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
