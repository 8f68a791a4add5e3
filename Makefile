# make issue    set the model issue; prints the path of the PDF, its pages and the time it took
# make volume   bind the sample year in tests/corpus/year/
# make test     all tests
# make desk     an issue and its pages in the browser; DIR=issues
# make check    format, lint, types, import contracts, fresh pages
# make docs     make the pages that are made from the program, put the words in order
# make picture  the pictures that the README and docs/desk.md show
# make gallery  the pictures of docs/designs.md
# make site     the handbook as a site, in src/bulletin_pdf/handbook/site/
# make wheel    the wheel, in dist/
# make try-wheels  the wheel under every Python of this machine: PYTHONS="python3.12 python3.13"
# make bundle   everything an offline machine needs: PLATFORM=win_amd64 PYTHON=3.12
# make mutants  one change of the program at a time: do the tests notice? SEED=1 COUNT=20 ROOM=layout
# make bench    this program beside its peers: time, memory, size; BENCH="W1 W2 --seed 1" for less

# `make bundle PYTHON=3.12` names the Python of other machines; this one's is found.
FOUND_PYTHON := $(shell command -v python3.11 || command -v python3 || echo python3)
PYTHON ?= $(FOUND_PYTHON)
ifneq (,$(filter 3.%,$(PYTHON)))
BUNDLE_PYTHON := $(PYTHON)
override PYTHON := $(FOUND_PYTHON)
else
BUNDLE_PYTHON := 3.12
endif
VENV := .venv
BIN := $(VENV)/bin
# What each stamp was made from; changed dependencies bring the environment up to date.
RUN := $(VENV)/.run-stamp
DEV := $(VENV)/.dev-stamp
CATALOGUES := $(wildcard src/bulletin_pdf/locale/*/LC_MESSAGES/*.po)
PEERS := $(VENV)/.bench-stamp
SEED ?= 1
COUNT ?= 20
ROOM ?=

ISSUE ?= issues/2022-zk30.yaml
DIR ?= issues

.PHONY: issue volume desk page site test check try-wheels mutants bench docs picture gallery wheel bundle tools clean

issue: $(RUN)
	@$(BIN)/bulletin-pdf build $(ISSUE) -o out/

volume: $(RUN)
	@$(BIN)/bulletin-pdf volume tests/corpus/year/volume.yaml -o out/2022.pdf --edition print archive

desk: $(DEV) page
	@$(BIN)/bulletin-pdf desk $(DIR)

# The page of the desk, built from web/ into the package.
page: $(DEV)
	@$(BIN)/python scripts/build_desk.py

# Compiled first: where Python may not write what it compiles, each start of the program would compile it all again.
test: $(DEV) tools page
	@$(BIN)/python -m compileall -q src
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(DEV)
	$(BIN)/ruff format --check src tests scripts bench
	$(BIN)/ruff check src tests scripts bench
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/make_docs.py --check

docs: $(DEV)
	$(BIN)/python scripts/make_docs.py

picture: $(DEV) tools page
	scripts/page1.sh $(ISSUE) docs/page1.png
	$(BIN)/python scripts/desk_picture.py docs/desk.png

gallery: $(RUN) tools
	scripts/gallery.sh

site: $(DEV)
	$(BIN)/python scripts/site/build.py

wheel: $(DEV) page site
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .
	@ls -l dist/*.whl

bundle: $(DEV) page site
	$(BIN)/python scripts/bundle.py --platform $(PLATFORM) --python $(BUNDLE_PYTHON)

try-wheels: $(DEV)
	$(BIN)/python scripts/try_wheels.py $(PYTHONS)

mutants: $(DEV) tools page
	$(BIN)/python scripts/mutants.py --seed $(SEED) --count $(COUNT) --room '$(ROOM)'

bench: $(PEERS)
	@VENV=$(VENV) scripts/system_tools.sh --peers
	@$(BIN)/python -m compileall -q src bench
	$(BIN)/python -m bench $(BENCH)

# Independent programs that read our PDFs back in the tests.
tools:
	@scripts/system_tools.sh

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; set PYTHON=...")'
	$(PYTHON) -m venv $(VENV)

$(RUN): pyproject.toml $(CATALOGUES) | $(BIN)/python
	@echo "Installing what bulletin_pdf needs into $(VENV): once, about a minute …"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(DEV): pyproject.toml $(CATALOGUES) | $(BIN)/python
	@echo "Installing what the development of bulletin_pdf needs into $(VENV): once, a few minutes …"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(RUN)

$(PEERS): pyproject.toml $(CATALOGUES) | $(BIN)/python
	@echo "Installing the peers of the bench into $(VENV): once …"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,bench]'
	@touch $@ $(DEV) $(RUN)

clean:
	rm -rf $(VENV) dist out .site .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
