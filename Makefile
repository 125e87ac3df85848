# What people run here. Each target makes what it needs in .venv, and nothing outside it.
PYTHON ?= python3.11
BIN := .venv/bin

.PHONY: demo man catalogues test lint types unit bench bench-batch long torture clean

demo: .venv/installed
	$(BIN)/assessor score questionnaires/examples/riverside.yaml

test: lint types unit

lint: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/tested
	$(BIN)/mypy

unit: .venv/tested
	$(BIN)/pytest -n auto $(if $(COVERAGE),--cov --cov-report=term:skip-covered)

long: .venv/tested
	ASSESSOR_LONG=10000 $(BIN)/pytest -n auto tests/properties
	ASSESSOR_LONG=500 $(BIN)/pytest -n auto tests --ignore tests/properties

torture: .venv/tested
	ASSESSOR_TORTURE=10000 $(BIN)/pytest tests/answering/test_durability.py -k 'kills or at_once'
	ASSESSOR_TORTURE=200 $(BIN)/pytest tests/tables/test_resume.py -k kills

bench: .venv/benched
	$(BIN)/python -m benchmarks

bench-batch: .venv/benched
	$(BIN)/python -m benchmarks.batch

.venv/bin/python:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip

.venv/installed: .venv/bin/python setup.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet .
	touch $@

.venv/tested: .venv/bin/python setup.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@ .venv/installed

.venv/benched: .venv/tested
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	touch $@

man: .venv/tested
	mkdir -p build/man
	$(BIN)/python -c "from click_man.core import write_man_pages as w; from assessor import __version__ as v; from assessor.cli import loaded; w('assessor', loaded(), version=v, target_dir='build/man')"

catalogues: .venv/tested
	$(BIN)/python -m tests.language.messages

clean:
	rm -rf .venv build dist *.egg-info .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
