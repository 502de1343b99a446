# make run: everything from nothing, then http://127.0.0.1:8000   make demo: the same without serving   make test: all tests
PYTHON ?= python3
export UV_PYTHON_DOWNLOADS = never
export UV_SYSTEM_CERTS = 1
export UV_NO_PROGRESS = 1
UV := .tools/bin/uv
BIN := .venv/bin
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command 'make lock'
CODE := survey_service questionnaires synthesis reports tests bench

.PHONY: run demo test test-long check format lint lock bench bench-quality bench-segments bench-stability bench-guided bench-labels bench-years bench-scale bench-cluster bench-encoders texts clean base dev
.DEFAULT_GOAL := run

run: demo
	$(BIN)/ennakko serve --demo

demo: base
	$(BIN)/ennakko demo

test: dev
	$(BIN)/pytest -n 2 --dist worksteal -m "not long"

test-long: dev
	$(BIN)/pytest -n 2 --dist worksteal

check: dev
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/check_repository.py
	$(MAKE) test
	scripts/check_wheel.sh

format: dev
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

# the benches: PANEL=folder measures by its gold files, without it by the demo's answers; vectors are kept between runs
bench: bench-quality bench-segments bench-stability bench-guided bench-labels bench-years bench-encoders

bench-quality: .venv/.bench system-base
	$(BIN)/python -m bench.quality $(PANEL) --peers --cache var/bench/vectors.sqlite

bench-segments: dev
	$(BIN)/python -m bench.segments $(PANEL) --cache var/bench/vectors.sqlite

bench-stability: dev
	$(BIN)/python -m bench.stability $(PANEL) --cache var/bench/vectors.sqlite

bench-guided: dev
	$(BIN)/python -m bench.guided $(PANEL) --cache var/bench/vectors.sqlite

bench-labels: dev
	$(BIN)/python -m bench.labels $(PANEL) --cache var/bench/vectors.sqlite

bench-years: dev
	$(BIN)/python -m bench.years $(PANEL) --cache var/bench/vectors.sqlite

# MODEL=folder puts a sentence-transformers model beside it
bench-encoders: dev
	$(BIN)/python -m bench.encoders $(if $(MODEL),--model $(MODEL))

# 10,000 and 100,000 answers, and two Dask workers beside one: minutes to hours, so not part of make bench
bench-scale: dev
	$(BIN)/python -m bench.scale $(PANEL)

bench-cluster: dev
	$(BIN)/python -m bench.cluster $(PANEL)

texts: dev
	scripts/texts.sh

lock: $(UV)
	$(LOCK) --upgrade requirements/uv.in -o requirements/uv.lock
	$(LOCK) --upgrade pyproject.toml requirements/build.in -o requirements/base.lock
	$(LOCK) --upgrade pyproject.toml requirements/build.in --group dev -c requirements/base.lock -o requirements/dev.lock
	$(LOCK) --upgrade pyproject.toml requirements/build.in --group bench -c requirements/dev.lock \
	  --excludes requirements/bench-excludes.in -o requirements/bench.lock
	$(LOCK) --upgrade pyproject.toml requirements/build.in --group train -c requirements/dev.lock -o requirements/train.lock
	$(LOCK) --upgrade pyproject.toml requirements/build.in --extra sentence-transformers -c requirements/base.lock \
	  -o requirements/sentence-transformers.lock

# ---- set-up: .tools holds the installer, .venv the service; stamps say which lock was installed
base: .venv/.base system-base
dev: .venv/.dev system-base system-dev

$(UV): requirements/uv.lock
	scripts/bootstrap.sh $(PYTHON)
	touch $(UV)

.venv/.base: $(UV) requirements/base.lock pyproject.toml
	test -f .venv/.dev -a ! requirements/dev.lock -nt .venv/.dev || { \
	  test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) .venv; \
	  $(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements/base.lock && \
	  $(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .; }
	touch .venv/.base

.venv/.dev: $(UV) requirements/base.lock requirements/dev.lock pyproject.toml
	test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) .venv
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch .venv/.base .venv/.dev

.venv/.bench: .venv/.dev requirements/bench.lock
	$(UV) pip install --quiet --no-deps --python $(BIN)/python --require-hashes -r requirements/bench.lock
	touch .venv/.bench

.PHONY: system-base system-dev
system-base:
	@scripts/system_packages.sh libvoikko1 voikko-fi
system-dev:
	@scripts/system_packages.sh libvoikko1 voikko-fi chromium-headless-shell postgresql poppler-utils clamav-daemon dovecot-imapd glewlwyd dbconfig-no-thanks

clean:
	rm -rf .venv .tools var dist
