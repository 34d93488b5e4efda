# One virtual environment in .venv, made anew when pyproject.toml changes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: bibliography test check explore format benchmark all-styles clean

bibliography: $(VENV)/ready ## set up and print the sample library's reference list in APA
	@$(BIN)/citekit bibliography --style apa

test: $(VENV)/ready-dev ## set up and run the tests
	$(BIN)/pytest --numprocesses auto

check: $(VENV)/ready-dev ## lint, types, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto

explore: $(VENV)/ready-dev ## run the property tests on examples that no run has had (long)
	$(BIN)/pytest --numprocesses auto --hypothesis-profile explore

format: $(VENV)/ready-dev ## put the code in the project's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

benchmark: $(VENV)/ready-dev ## print the tables of docs/performance.md
	$(BIN)/python -m benchmarks.commands
	$(BIN)/python -m benchmarks.render

ORACLE ?= ../shared/oracle
all-styles: $(VENV)/ready-dev ## render the recorded items in every style of the package (minutes)
	$(BIN)/python -m tests.csl.all_styles $(ORACLE) --jobs 2

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@# as pip does with packages that it copies; where Python may write no bytecode, each start would do it anew
	$(BIN)/python -m compileall -q citekit
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean: ## remove the virtual environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
