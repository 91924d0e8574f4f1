# What people do here, each with one word; `make` alone lists them.
# Needs python3 (3.11 or newer), make and git. Everything else goes into .venv, which the targets
# make when they need it and bring up to date when a lock or pyproject.toml has changed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Twice quiet: errors only. The lines that say what is going on are ours.
INSTALL := $(BIN)/python -m pip install --quiet --quiet
LOCK := $(BIN)/python -m uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --no-header --no-emit-index-url --no-emit-find-links $(LOCK_OPTIONS)
TYPED := build/typed

# An environment remembers where it was made: one that was copied along with a checkout is installed
# into anew, because its mark bears the checksum of another place.
PLACE := $(shell pwd | cksum | cut -d ' ' -f 1)
RUNTIME := $(VENV)/runtime-$(PLACE)
DEV := $(VENV)/dev-$(PLACE)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
# Someone else's module path or interpreter home must not leak into the environment.
unexport PYTHONPATH PYTHONHOME

.DEFAULT_GOAL := help
.PHONY: help demo test lint format docs golden bench evaluate lock clean

help: ## list the targets
	@echo "make TARGET, where TARGET is one of"
	@sed -n 's/^\([a-z]*\):[^#]*## /  \1\t/p' Makefile
	@echo "PYTHON=python3.12 make TARGET chooses the interpreter of a new .venv (make clean removes the old)."

demo: $(RUNTIME) ## load the bundled data, take the tour, write a picture and Turtle
	@$(BIN)/hezuo demo $(DEMO_OPTIONS)

test: lint ## lint, then every test (TEST_OPTIONS="-k name" to choose some)
	@$(BIN)/python -m pytest $(TEST_OPTIONS)

lint: $(DEV) ## check style and types
	@$(BIN)/python -m ruff check --quiet .
	@$(BIN)/python -m ruff format --quiet --check . || { echo "Some files are not formatted: run 'make format'."; exit 1; }
	@$(MAKE) --no-print-directory $(TYPED)
	@MYPYPATH=$(TYPED) $(BIN)/python -m mypy --strict --package hezuo > $(TYPED)/report; status=$$?; \
		sed 's#^$(TYPED)/hezuo/##' $(TYPED)/report; exit $$status

format: $(DEV) ## put the code into the common style
	@$(BIN)/python -m ruff check --quiet --fix-only .
	@$(BIN)/python -m ruff format .

docs: $(DEV) ## write docs/reference.md from the command's own help
	@$(BIN)/python docs/build_reference.py

golden: $(DEV) ## write the expected outputs of the tests anew (then read the diff)
	@$(BIN)/python -m pytest --update-golden $(TEST_OPTIONS)

bench: $(DEV) ## run the benchmarks
	@$(BIN)/python benchmarks/run.py $(BENCH_OPTIONS)

evaluate: $(DEV) ## score an extractor: DATA=ANNOTATED.jsonl OUT=PREDICTIONS.jsonl [EXTRACTOR=rules]
	@$(BIN)/python benchmarks/evaluate.py $(DATA) $(if $(OUT),--out $(OUT)) --extractor $(or $(EXTRACTOR),rules)

lock: $(DEV) ## pin what pyproject.toml asks for (LOCK_OPTIONS=--upgrade for the newest)
	@echo "Resolving the dependencies ..."
	@$(LOCK) --group build --output-file requirements.lock pyproject.toml
	@$(LOCK) --group dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean: ## remove everything these targets made, .venv too
	rm -rf $(VENV) build dist hezuo.egg-info hezuo-demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# pip is the last thing that making an environment installs, so it tells whether one is complete.
$(BIN)/pip:
	@command -v $(PYTHON) > /dev/null || \
		{ echo "hezuo needs Python 3.11 or newer, and there is no '$(PYTHON)' here."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "hezuo needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Try PYTHON=python3.12 make ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || \
		{ echo "'$(PYTHON)' cannot make a virtual environment; on Debian or Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Making the environment $(VENV) with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/pip
	@echo "Installing hezuo and what it needs into $(VENV) (a minute or so, once) ..."
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	@echo "Installing what tests and checks need ..."
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

# The root is the package, which mypy cannot see from its folder's name: give it a folder `hezuo`
# that holds links to the modules and packages that are installed.
.PHONY: $(TYPED)
$(TYPED):
	@rm -rf $@ && mkdir -p $@/hezuo
	@for part in $(wildcard *.py) $(filter-out tests benchmarks docs,$(patsubst %/__init__.py,%,$(wildcard */__init__.py))); \
		do ln -s "../../../$$part" $@/hezuo/; done
