# Needs only python3 (3.11.2 or newer) with venv; everything else is made here.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo run test test-fast check fix rules bench torture fuzz container-proof sbom audit lock clean
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

# The gates ask of quick tests that they cover the code: slow tests and the corpus run apart, without the cost of counting lines.
# Twice as many processes as cores, because many tests wait for what they started.
SPREAD := --numprocesses $(shell expr 2 \* $$(getconf _NPROCESSORS_ONLN)) --dist

test: check
	rm -f .coverage .coverage.*
	$(BIN)/python -m pytest $(SPREAD) loadgroup -m 'slow or corpus'
	$(BIN)/python -m coverage run -m pytest $(SPREAD) worksteal -m 'not slow and not corpus'
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report --fail-under 95
	$(BIN)/python -m coverage report --fail-under 100 --include 'monitor/text/*,monitor/domain/*,monitor/detect/*,monitor/track/*,monitor/pipeline/*'

# Less than two minutes on two cores: without linters and coverage gates, and without tests that are slow, need a browser, or
# repeat on PostgreSQL what they test on SQLite.
test-fast: $(VENV)/dev
	$(BIN)/python -m pytest --numprocesses auto -m 'not slow and not chromium and not postgres'

# Writes docs/rules.md from the tables of rules.
rules: $(VENV)/run
	$(BIN)/monitor rules --markdown > docs/rules.md

bench: $(VENV)/dev
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/following.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/recipients.py docs/reliability.md
	$(BIN)/python benchmarks/isolation.py docs/reliability.md
	$(BIN)/python benchmarks/attachments.py docs/attachments.md

# Kills the service at 300 random moments on each database; KILLS and SEED choose others. docs/reliability.md tells the rest.
KILLS ?= 300
torture: $(VENV)/dev
	$(BIN)/python tests/torture/campaign.py --kills $(KILLS) $(if $(SEED),--seed $(SEED)) --folder $$(mktemp -d)/torture

# Reads 200,000 damaged pages, lists, feeds and texts; CASES, FUZZ_SEED and FIRST choose others. docs/reliability.md tells the rest.
CASES ?= 200000
FUZZ_SEED ?= 1
FIRST ?= 0
fuzz: $(VENV)/dev
	$(BIN)/python tests/fuzz/campaign.py --cases $(CASES) --seed $(FUZZ_SEED) --first $(FIRST)

# Builds and runs the image's steps without a container engine: needs root and debootstrap. docs/container.md tells the rest.
container-proof:
	$(PYTHON) tests/container/proof.py

# What the service is built from, and known weaknesses of it; SECURITY.md tells the rest. Both tools run apart from the service's environment.
sbom: $(VENV)/dev
	$(BIN)/uv tool run --from 'cyclonedx-bom>=7,<8' cyclonedx-py requirements requirements.lock --output-file sbom.json

audit: $(VENV)/dev
	$(BIN)/uv tool run --from 'pip-audit>=2.9,<3' pip-audit --disable-pip --require-hashes -r requirements.lock

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
