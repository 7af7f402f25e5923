# make help lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Three workers: a fourth has no core of two to itself, and costs more than it gains.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 --dist worksteal
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/.run ## set up everything, then serve the phone page, and Telegram if BOT_TOKEN is set
	@exec $(BIN)/xingjie run

test: $(VENV)/.dev ## set up everything, then run the tests but for the long ones, in some five minutes on two cores
	@sh .ci/chromium
	@$(PYTEST)

test-long: $(VENV)/.dev ## set up everything, then run the tests that are marked as long: every size of page, each language, fault runs, PostgreSQL beside SQLite
	@sh .ci/chromium
	@$(PYTEST) -m long

pages: $(VENV)/.dev ## run all tests of the page in a browser, the long ones too
	@sh .ci/chromium
	@$(PYTEST) -m "" tests/bot/web/browser

faults: $(VENV)/.dev ## kill processes, cut connections, fill disks and lock databases under load until 1,000 kills and 300,000 answers, then kill broadcasts and reviews; MINUTES=4 for a shorter run, FRESH=1 to begin again
	@$(BIN)/python -m tests.faults $(if $(FRESH),--fresh) $(if $(MINUTES),--minutes $(MINUTES)) $(if $(SEED),--seed $(SEED)) $(if $(PEOPLE),--people $(PEOPLE))

fuzz: $(VENV)/.dev ## send nonsense to the conversation, the webhook, buttons and score, for SECONDS (60) each
	@$(BIN)/python -m tests.fuzz --seconds $(or $(SECONDS),60)

attack: $(VENV)/.dev ## play campaigns and attack what they publish, for MINUTES (10), in memory or THROUGH=sqlite or postgresql; fails if anything hidden becomes certain
	@$(BIN)/python -m tests.flows.campaign.attack --minutes $(or $(MINUTES),10) --seed $(or $(SEED),0) $(if $(THROUGH),--through-database $(THROUGH))

check: $(VENV)/.dev ## check format, lint, types, which layer imports which, and the standard and its words
	@$(BIN)/ruff format --check -q . && $(BIN)/ruff check -q . && $(BIN)/mypy
	@$(BIN)/lint-imports --no-cache | tail -n 13
	@$(BIN)/xingjie standard check

audit: $(VENV)/bin/python ## compare the locked dependencies with published weaknesses, where their data can be reached
	@sh .ci/audit $(BIN)/python

pin-images: ## write the digests that the base images have today into .env, where compose.yaml reads them
	@sh .ci/pin-images

bench: $(VENV)/.dev build/bench/peers/.set ## measure how fast it is beside six other programs, in some twelve minutes: build/bench.json and build/bench.md
	@$(BIN)/python -m benchmarks --out build/bench.json

bench-short: $(VENV)/.dev ## measure for a minute: this program on SQLite beside a bare handler, one round
	@$(BIN)/python -m benchmarks --rounds 1 --seconds 4 --out build/bench-short.json "xingjie sqlite" "bare aiogram" "no bot"

build/bench/peers/.set: benchmarks/package.json benchmarks/peers.txt benchmarks/dialog.txt
	@mkdir -p $(@D) && cp benchmarks/package.json $(@D) && cd $(@D) && npm install --silent --no-audit --no-fund
	@$(PYTHON) -m venv $(@D)/python && $(@D)/python/bin/pip install -q --disable-pip-version-check -r benchmarks/peers.txt
	@$(PYTHON) -m venv $(@D)/dialog && $(@D)/dialog/bin/pip install -q --disable-pip-version-check -r benchmarks/dialog.txt
	@touch $@

lock: $(VENV)/.dev ## write the lock files again from pyproject.toml
	@$(BIN)/python -m pip install -q uv
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --extra dev pyproject.toml -c requirements.lock -o requirements-dev.lock

clean: ## remove what was set up and built; data/ stays
	@rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@sh .ci/venv $(PYTHON) $(VENV)

# Not order-only: a Python made again begins without packages.
$(VENV)/.run: pyproject.toml requirements.lock $(VENV)/bin/python
	@echo "Setting up (once) …"
	@sh .ci/venv $(PYTHON) $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

.PHONY: help run test test-long pages faults fuzz attack check audit pin-images bench bench-short lock clean
