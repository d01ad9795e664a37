# Two commands do all the set-up: `make demo` runs the main job, `make test` runs the tests.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SHARED ?= ../shared
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: demo test test-spark lint clean

# A stamp each for what a user needs and what the tests need: a second run installs nothing.
$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "jishi needs Python 3.11 or newer; set PYTHON=python3.x")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable .
	touch $@

$(VENV)/test-installed: $(VENV)/installed
	$(PIP) --editable '.[test,lint]'
	touch $@

demo: $(VENV)/installed
	@$(BIN)/jishi build examples/ -o out || [ $$? -eq 1 ]

test: $(VENV)/test-installed
	@$(BIN)/python tests/browser.py
	@$(BIN)/python -m pytest

# The Spark engine is an extra of its own (300 MB, and Java): its tests run here, and are skipped above.
test-spark: $(VENV)/test-installed
	$(PIP) --editable '.[spark]'
	@$(BIN)/python -m pytest tests/test_spark.py

lint: $(VENV)/test-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# The measures of bench/, against ../shared: `make bench-time`, `bench-reading`, `bench-actors` …
bench-%: $(VENV)/test-installed
	@$(BIN)/python bench/run.py $* --shared $(SHARED)

clean:
	rm -rf $(VENV) out build dist *.egg-info
