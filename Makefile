# `make` is what a change must pass. The environment is the one of the README's second command.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: all format lint types test docs golden fuzz audit oldest ci clean

all: format lint types test docs

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[test]'
	@touch $@

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only -q .

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy --strict dupcharge

test: $(READY)
	$(BIN)/python -m pytest -n auto --cov --cov-report=term:skip-covered --ignore=tests/project

# README, samples and packaging against the program.
docs: $(READY)
	$(BIN)/python -m pytest tests/project

# Rewrite the golden files and the README's captured output; read the diff like code.
golden: $(READY)
	$(BIN)/python -m pytest --update-golden

# Every property test with many more examples.
fuzz: $(READY)
	$(BIN)/python -m pytest -n auto -m hypothesis --hypothesis-profile=fuzz

# Known security advisories of the pinned versions, in an environment of its own.
audit:
	dir=$$(mktemp -d) && trap 'rm -rf "$$dir"' EXIT && $(PYTHON) -m venv "$$dir/env" \
	&& "$$dir/env/bin/python" -m pip install -q pip-audit \
	&& "$$dir/env/bin/pip-audit" --no-deps --disable-pip -r constraints.txt

# The tests on the lowest versions that pyproject.toml allows.
oldest:
	dir=$$(mktemp -d) && trap 'rm -rf "$$dir"' EXIT && $(PYTHON) -m venv "$$dir/env" \
	&& $(PYTHON) .ci/oldest.py > "$$dir/oldest.txt" \
	&& "$$dir/env/bin/python" -m pip install -q -c "$$dir/oldest.txt" '.[test]' \
	&& "$$dir/env/bin/python" -m pytest

ci:
	.ci/run

clean:
	rm -rf .venv .hypothesis .*_cache build dist htmlcov .coverage
