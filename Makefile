# The two commands of README: `make demo` and `make test`. Everything installs into .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PYTHONDONTWRITEBYTECODE = 1
export MPLBACKEND = Agg

.PHONY: demo test lint types imports check score bench lock clean docs help

help:  ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/'

# Each stamp is remade only when a lock changes, so that later runs need no network.
.venv/run.stamp: requirements.lock pyproject.toml
	@echo "setting up .venv and the desk: about two minutes the first time"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements-dev.lock
	$(BIN)/python -m pip install -q --require-hashes -r requirements-dev.lock
	@touch $@

demo: .venv/run.stamp  ## set up, then read the bundled sample articles end to end
	@$(BIN)/python -m rasid.cli.demo

test: .venv/dev.stamp  ## set up, then run the tests
	$(BIN)/python -m pytest -n 2

lint: .venv/dev.stamp  ## style
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: .venv/dev.stamp  ## types, strict
	$(BIN)/mypy
	$(BIN)/python quality/desk_types.py

imports: .venv/dev.stamp  ## the layer rule
	$(BIN)/lint-imports

check: lint types imports test  ## all that CI runs

score: .venv/run.stamp  ## score on the measuring data beside the checkout, against the floors
	$(BIN)/python quality/score.py

lock:  ## remake the locks (needs uv)
	uv pip compile -q pyproject.toml --all-extras --group build --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock" -o requirements.lock
	uv pip compile -q pyproject.toml --all-extras --group build --group dev --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock" -c requirements.lock -o requirements-dev.lock

clean:  ## remove what the commands made
	rm -rf .venv demo desk/node_modules desk/public/geo src/rasid/web/static
