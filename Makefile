# One line each; the work is done by python -m nkpay and pytest.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m

.PHONY: book serve test lint check-data seal-data data-release diff picture release \
        verify mutants bench audit lock help clean

book: $(VENV)/.ready ## HTML, PDF and executed notebooks under _build/
	$(RUN) nkpay book

serve: $(VENV)/.ready ## the book in the browser, built again and reloaded at each save
	$(RUN) nkpay serve

bench: $(VENV)/.bench ## our build against stock Jupyter Book, scale and pages: bench/README.md
	$(RUN) bench

test: $(VENV)/.ready ## every test, every chapter in a clean kernel, the book with warnings as errors
	$(RUN) pytest

verify: $(VENV)/.ready $(VENV)/.mutants ## slow proofs: same bytes, killed builds, every used row changed, corrupted cells, faults in the code
	$(RUN) pytest -m slow --dist worksteal
	$(RUN) tests.same_bytes $(if $(CI),--all)
	$(RUN) tests.mutations
	$(RUN) tests.corruptions 4000
	$(RUN) tests.mutants

mutants: $(VENV)/.mutants ## faults put into the library, of which the tests must see most: docs/mutants.md
	$(RUN) tests.mutants

check-data: $(VENV)/.ready ## validate the data package and report every fault
	$(RUN) nkpay check-data

seal-data: $(VENV)/.ready ## after a wanted change: hashes into data/datapackage.json, codebook into data/README.md
	$(RUN) nkpay seal-data

data-release: $(VENV)/.ready ## one zip under _build/data/: every table as CSV and SQLite, checksums
	$(RUN) nkpay data-release

diff: $(VENV)/.ready ## what changed since AGAINST=<git name, folder or zip>; WRITE=1 keeps it in editions/ for the book
	$(RUN) nkpay diff $(AGAINST) $(if $(WRITE),--write)

picture: $(VENV)/.ready ## docs/picture.svg, the picture of the README, from the data as they are
	$(RUN) nkpay picture

release: book ## under _build/release/: PDF, pages, notebooks, data, Zenodo metadata, checksums; TAG=v<version> is compared
	$(RUN) nkpay release $(if $(TAG),--tag $(TAG))

lint: $(VENV)/.ready ## style, format, types, spelling
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(VENV)/bin/codespell

audit: $(VENV)/.audit ## known faults of the locked packages (asks the network) and of the workflows
	$(VENV)/bin/zizmor --offline --quiet .github
	$(RUN) pip_audit --strict --disable-pip -r requirements.txt -r bench/requirements.txt -r .ci/requirements.txt -r tests/mutants/requirements.txt

lock: ## every lock anew from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --extra dev --no-header -q -o requirements.txt pyproject.toml
	uv pip compile --universal --python-version 3.11 --generate-hashes --group bench -c requirements.txt --no-header -q -o bench/requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --group mutants -c requirements.txt --no-header -q -o tests/mutants/requirements.txt

help: ## this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /: /'

clean: ## remove what was built (not the environment)
	rm -rf _build

$(VENV)/.ready: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(RUN) pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	touch $@

$(VENV)/.bench: $(VENV)/.ready bench/requirements.txt
	$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r bench/requirements.txt
	touch $@

$(VENV)/.mutants: $(VENV)/.ready tests/mutants/requirements.txt
	$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r tests/mutants/requirements.txt
	touch $@

$(VENV)/.audit: $(VENV)/.ready .ci/requirements.txt
	$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r .ci/requirements.txt
	touch $@
