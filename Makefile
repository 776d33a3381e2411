# Nobi Desktop: `make run` to try it, `make test` to prove it, `make bench` to measure it.

PYTHON ?= python3
VENV := .venv
CORE := .venv-core
BIN := $(VENV)/bin
WORKERS ?= 2
PIP_FLAGS := --disable-pip-version-check --no-input -q

.PHONY: run test core bench soak format lock translations pictures clean

run: $(VENV)/.run
	$(BIN)/nobi-desktop --demo $(ARGS)

test: $(VENV)/.test core
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	NOBI_CORE=1 $(CORE)/bin/python -m pytest tests -q --ignore=tests/ui --ignore=tests/app --ignore=tests/journeys --ignore=tests/rules -p no:cacheprovider -n $(WORKERS) $(CORE_ARGS)
	packaging/with_desktop.sh $(BIN)/python -m pytest tests -q -n $(WORKERS) $(TEST_ARGS)

core: $(CORE)/.done

bench: $(VENV)/.test
	packaging/with_desktop.sh $(BIN)/python -m tests.benchmarks $(BENCH_ARGS)

soak: $(VENV)/.test
	NOBI_RANDOM=1 NOBI_KILL_ROUNDS=$${NOBI_KILL_ROUNDS:-500} packaging/with_desktop.sh $(BIN)/python -m pytest tests -q -m soak --timeout=7200

format: $(VENV)/.test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(VENV)/.test
	$(BIN)/pip install $(PIP_FLAGS) 'pip-tools>=7.6'
	$(BIN)/python packaging/lock.py

translations: $(VENV)/.test
	$(BIN)/python resources/i18n/build.py

# What is installed is told by a stamp that is older than its lock file when the lock moves on.
$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say which: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing: apt-get install -y python3-venv"; exit 1; }

$(VENV)/.run: packaging/requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install $(PIP_FLAGS) --require-hashes --only-binary :all: -r packaging/requirements.lock
	$(BIN)/python -m pip install $(PIP_FLAGS) --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.test: packaging/requirements-test.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install $(PIP_FLAGS) --require-hashes --only-binary :all: -r packaging/requirements-test.lock
	$(BIN)/python -m pip install $(PIP_FLAGS) --no-deps --no-build-isolation -e .
	touch $@ $(VENV)/.run

$(CORE)/.done: packaging/requirements-core.lock pyproject.toml
	$(PYTHON) -m venv --clear $(CORE)
	$(CORE)/bin/python -m pip install $(PIP_FLAGS) --require-hashes --only-binary :all: -r packaging/requirements-core.lock
	! $(CORE)/bin/python -c 'import PySide6' 2>/dev/null
	touch $@

clean:
	rm -rf $(VENV) $(CORE) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

pictures: $(VENV)/.test
	packaging/with_desktop.sh $(BIN)/python -m tests.journeys.pictures $(PICTURES)
