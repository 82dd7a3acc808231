# make run   install, build the knowledge base from corpus/ unless there is one, start the web app and print its address.
#            The base is that of the bare duibiao: DUIBIAO_KB, else the user's data folder.
# make test  install with the test tools, then lint, types and tests
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PORT ?= 8501
export HF_HUB_OFFLINE = 1

.PHONY: run test lint types check docs clean

run: $(VENV)/installed
	@kb="$$($(BIN)/python -c 'from app.base import snapshots; print(snapshots.default_folder().absolute())')" || exit; \
	echo "知识库：$$kb"; \
	if [ -e "$(CURDIR)/kb/CURRENT" ] && ! [ "$(CURDIR)/kb" -ef "$$kb" ]; then \
		echo "注意：以前的知识库 $(CURDIR)/kb 还在，现在不用它；要继续用，请运行 DUIBIAO_KB='$(CURDIR)/kb' make run"; \
	fi; \
	test -e "$$kb/CURRENT" || $(BIN)/duibiao build
	$(BIN)/duibiao serve --port $(PORT)

test: $(VENV)/installed-dev lint types check

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

check:
	$(BIN)/python -m pytest -n 2

docs: $(VENV)/installed
	$(BIN)/python docs/make_cli.py

$(VENV)/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, set PYTHON=") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/installed: $(VENV)/python pyproject.toml
	$(BIN)/pip install -q -e .
	touch $@

# torch first, as the CPU build: what depends on it would pull one with GPU packages.
$(VENV)/installed-dev: $(VENV)/python pyproject.toml
	$(BIN)/pip install -q $(TORCH)
	$(BIN)/pip install -q -e '.[models,dev]'
	touch $@ $(VENV)/installed

TORCH ?= torch==2.13.0

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache
