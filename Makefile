# What can be done with the project. `make` alone lists it. Needs python3 (3.11 or later) and make.
#
# .venv is made anew whenever setup.cfg changes; after that, and once `test` has what tests/debian-packages.txt lists, everything here
# works without a network.

PYTHON ?= python3
WORKERS ?= 2
# Folders of fonts: of wide letters, and of narrow ones.
FAMILIES ?= /usr/share/fonts/truetype/dejavu /usr/share/fonts/truetype/liberation
# What Python compiles is kept, also where the environment says otherwise: the tests start it some hundred times.
unexport PYTHONDONTWRITEBYTECODE
# For all targets of the fuzzer together, and which; without any, all.
MINUTES ?= 20
TARGETS ?=
# Options for pytest, accuracy and bench: make test ARGUMENTS="-k floors"
ARGUMENTS ?=

BIN := .venv/bin
SETTINGS := setup.cfg pyproject.toml
INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet --editable

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# make -j runs the targets one after the other: they share .venv and reports/, and the tests use all WORKERS themselves.
.NOTPARALLEL:
.PHONY: help report test test-fonts check samples generated docs extension screenshot fuzz accuracy calibration accuracy-floor bench dist clean system-tools

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

report: .venv/installed ## check seeds/ and write the reports in every format to reports/latest/
	@rm -rf reports/latest
	@$(BIN)/python -m tests.samples reports/latest

test: .venv/developing system-tools ## run all tests
	@$(MAKE) --no-print-directory .venv/extension/stamp
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal $(ARGUMENTS)

test-fonts: .venv/developing system-tools ## the tests in the browser twice, each time with the fonts of one family alone
	@for family in $(FAMILIES); do \
	  echo "$$family alone"; \
	  QA_FONTS=$$family $(BIN)/python -m pytest tests/browser --numprocesses $(WORKERS) --dist worksteal $(ARGUMENTS) || exit; \
	done

check: .venv/developing ## style, types, the rules' own examples, and rules that cannot be meant so
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/qa rules test
	$(BIN)/qa rules lint

samples: .venv/installed ## write reports/samples/ anew from seeds/
	@find reports/samples -type f ! -name '*.png' -delete
	@$(BIN)/python -m tests.samples reports/samples

generated: .venv/installed ## write anew what is made of the code and the rules: schemas, the manual of the rules, the man page
	@for name in rules changes config; do $(BIN)/qa rules schema $$name > reports/$$name.schema.json || exit; done
	@$(BIN)/qa rules manual > rules/README.md
	@$(BIN)/qa man > qa.1

docs: .venv/developing ## the site of the documentation, in reports/site/
	@rm -rf reports/site
	@$(BIN)/python -m tests.guide.site reports/site
	@echo "reports/site/index.html"

screenshot: .venv/developing system-tools samples ## take the README's pictures of the pages anew
	@$(BIN)/python -m tests.browser.screenshot reports/samples/bordyuzha-csto.html reports/samples/review-page.png naa
	@$(BIN)/python -m tests.browser.screenshot reports/samples/bordyuzha-csto.final.html reports/samples/comparison-page.png nnnnn
	@$(BIN)/python -m tests.browser.screenshot reports/samples/lake.html reports/samples/translation-page.png na

fuzz: .venv/developing ## MINUTES of hostile input for every reader, for fix and diff; TARGETS="docx fix" for some of them
	@$(BIN)/python -m tests.fuzzing $(TARGETS) --minutes $(MINUTES) $(ARGUMENTS)

accuracy: .venv/compared ## errors found and false alarms, changes told, beside codespell, typos, hunspell, diff and git
	@$(BIN)/python -m tests.accuracy $(ARGUMENTS)
	@$(BIN)/python -m tests.accuracy.comparing
	@$(BIN)/python -m tests.accuracy.slips
	@$(BIN)/python -m tests.accuracy.extracts
	@$(BIN)/python -m tests.accuracy.translations
	@$(BIN)/python -m tests.accuracy.beads
	@$(BIN)/python -m tests.accuracy.speech

calibration: .venv/developing ## fit anew how certain slips are, on the labelled records beside the project
	@$(BIN)/python -m tests.accuracy.slips rules/slips/calibration.toml

accuracy-floor: .venv/developing ## raise the floor below which the tests let no figure fall to what is reached now
	@$(BIN)/python -m tests.accuracy --write-floor

bench: .venv/compared ## time and memory, beside codespell and typos
	@$(BIN)/python -m tests.benchmarks $(ARGUMENTS)

extension: .venv/extension/stamp ## the extension for VS Code, dist/transcript-qa.vsix; needs npm
	@mkdir -p dist
	@cd .venv/extension && npx --yes @vscode/vsce@3.9.2 package --no-update-package-json --allow-missing-repository --out $(CURDIR)/dist/transcript-qa.vsix

dist: .venv/developing ## source distribution and wheel, in dist/
	@rm -rf build dist
	@$(BIN)/python -m build --no-isolation
	@rm -rf build

clean: ## remove all that these targets made, .venv too
	rm -rf .venv build dist reports/latest reports/site *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find qa tests -name __pycache__ -type d -prune -exec rm -rf {} +

# A stale build/ would carry deleted rules into whatever is built next.
.venv/installed: $(SETTINGS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "transcript-qa needs Python 3.11 or later")'
	@$(PYTHON) tests/system_tools.py python3-venv
	@rm -rf .venv build
	@echo "setting up .venv …"
	@$(PYTHON) -m venv .venv
	@$(INSTALL) .
	@$(BIN)/python -m compileall -q qa
	@touch $@

.venv/developing: .venv/installed
	@$(INSTALL) '.[dev,docs,peers]'
	@touch $@

# The extension for VS Code with what it stands on, beside .venv so that no node_modules lies in the tree.
.venv/extension/stamp: .venv/installed $(wildcard reports/editors/vscode/* reports/editors/vscode/test/*)
	@rm -rf .venv/extension
	@cp -R reports/editors/vscode .venv/extension
	@cd .venv/extension && npm ci --no-audit --no-fund --loglevel error
	@touch $@

# Our peers come on top of what the tests need, so that all three stamps can stand in one .venv.
.venv/compared: .venv/developing
	@$(INSTALL) '.[dev,docs,peers]'
	@touch $@

# What tests/debian-packages.txt lists; one line and no test where something cannot be had.
system-tools:
	@$(PYTHON) tests/system_tools.py
