# make run   install, build the knowledge base from corpus/ unless there is one, start the web app and print its address.
#            The base is that of the bare duibiao: DUIBIAO_KB, else the user's data folder.
# make test  install with the test tools, then lint, types and tests
# make slow  the tests that take more than some ten seconds each, which make test leaves out
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PORT ?= 8501
export HF_HUB_OFFLINE = 1

.PHONY: run test slow lint types check docs lock bundle clean

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
	$(BIN)/pip check -q
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow"

slow: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile -m slow

docs: $(VENV)/installed
	$(BIN)/python docs/make_cli.py

$(VENV)/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, set PYTHON=") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	touch $@

# Exactly what locks/ names, each file checked by its hash, what builds the project among it; then the project itself.
$(VENV)/installed: $(VENV)/python pyproject.toml locks/build.txt locks/run.txt
	$(BIN)/pip install -q --no-deps --require-hashes -r locks/build.txt -r locks/run.txt
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	touch $@

# torch last, the one file without a hash in locks/: its builds for one version differ by index (with a GPU or without) and have
# other hashes. What it asks for is there by then, so that nothing comes with the build for the CPU; TORCH='torch @ URL#sha256=…'
# has that one checked, too. Neither pip's cache nor compiled files of modules that no test imports: without them 2.5 GB stay on
# the disk, and 0.8 GB while it installs.
$(VENV)/installed-dev: $(VENV)/python pyproject.toml locks/test.txt
	$(BIN)/pip install -q $(SMALL) --no-deps --require-hashes -r locks/test.txt
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	$(BIN)/pip install -q $(SMALL) $(TORCH)
	touch $@ $(VENV)/installed

TORCH ?= torch==2.13.0
SMALL = --no-cache-dir --no-compile

# One archive a platform that installs without internet; for Windows with PYTHON_EMBED=python-3.11.x-embed-amd64.zip of python.org.
bundle: $(VENV)/installed
	$(BIN)/pip install -q -e '.[bundle]'
	$(BIN)/python -m bundle $(if $(PYTHON_EMBED),--python $(PYTHON_EMBED))

# Newer versions of everything, with hashes, for every platform at once; needs uv.
LOCK = uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade
lock:
	$(LOCK) -q locks/build.in -o locks/build.txt
	$(LOCK) -q pyproject.toml -o locks/run.txt
	$(LOCK) -q pyproject.toml locks/torch.in --extra models --extra dev --excludes locks/torch.txt -c locks/build.txt -c locks/run.txt -o locks/test.txt

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache
