# serve: the service on this machine       test: every test       check: lint, types, dead code       fix: format
# bench: against four other servers       screens: photograph the page      sdxl: what the SDXL painter needs
# bento: the service as one archive       image: a container of it (VARIANT=illustration, cpu or gpu)
# image-test: build the image and try it         compose-test: the same with docker-compose.yaml
# lock: write requirements/*.txt anew       digests: tie public images to what their tags name today
# mutants: do the tests of a ROOM notice small slips? (NUMBER=60 SEED=1; rooms are in pyproject.toml)
# audit: known holes in what is locked      scan: known holes in the image
PORT ?= 5000
MODEL ?= illustration
PYTHON ?= python3
WORKERS ?= 3
ORDER ?= 2979268385
VARIANT ?= illustration
NUMBER ?= 60
SEED ?= 1
VERSION := $(shell sed -n 's/^NAME, VERSION = .*, "\(.*\)"/\1/p' service.py)
TAG := logo-generation:$(VERSION)
VENV := .venv
BIN := $(VENV)/bin
CODE := service.py supervisor.py settings.py errors.py locales schemas access api generation provenance likeness jobs runner brand ads prompt_builder pipeline storage ui

export BENTOML_DO_NOT_TRACK = True
# What is started by the dozen is compiled once, also where the environment says that nothing should be written.
export PYTHONDONTWRITEBYTECODE =

.PHONY: serve sdxl test bench screens check fix bento image image-test compose-test lock mutants digests audit scan clean

serve: $(VENV)/serve $(if $(filter illustration,$(MODEL)),,$(VENV)/sdxl)
	@PORT=$(PORT) MODEL=$(MODEL) exec scripts/serve $(BIN)

sdxl: $(VENV)/sdxl

test: $(VENV)/dev
	$(BIN)/python -m pytest -n $(WORKERS) --max-worker-restart=1 --dist loadfile --no-loadscope-reorder --randomly-seed=$(ORDER) $(ARGS)

bench: $(VENV)/bench
	$(BIN)/python -m benchmarks.serving $(ARGS)

screens: $(VENV)/dev
	PYTHONPATH=. $(BIN)/python scripts/screens.py

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(CODE)
	$(BIN)/vulture

fix: $(VENV)/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bento: $(VENV)/serve
	-@$(BIN)/bentoml delete --yes $(TAG) >/dev/null 2>&1
	$(BIN)/bentoml build --version $(VERSION)

image: bento
	@scripts/image $(TAG) $(VARIANT) $(BIN)

image-test: $(VENV)/dev
	@scripts/image-test $(TAG) $(VARIANT) $(BIN)

compose-test: $(VENV)/dev
	@scripts/compose-test $(TAG) $(BIN)

lock: $(VENV)/dev
	@scripts/lock $(BIN) $(ARGS)

mutants: $(VENV)/dev $(VENV)/mutants
	@$(VENV)/mutants/bin/python scripts/mutants.py $(ROOM) --number $(NUMBER) --seed $(SEED) $(ARGS)

digests:
	@scripts/digests

audit: $(VENV)/tools
	@for lock in serve sdxl cuda; do \
		echo "requirements/$$lock.txt"; \
		$(VENV)/tools/bin/pip-audit --disable-pip --require-hashes -r requirements/$$lock.txt $(ARGS) || exit; \
	done

scan:
	@scripts/scan $(TAG) $(VARIANT)

clean:
	rm -rf $(VENV)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# A lock holds every package with the hashes of its wheels; nothing else is installed. `make lock` writes them anew.
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r

# Each stamp is one lock; pip keeps finished downloads, so a broken run goes on where it stopped.
$(VENV)/serve: requirements/serve.txt scripts/system | $(BIN)/python
	scripts/system
	$(INSTALL) $<
	@touch $@

# Torch from PyPI needs CUDA on Linux; its CPU build, where pip finds that, does not.
$(VENV)/sdxl: requirements/sdxl.txt requirements/cuda.txt $(VENV)/serve
	$(INSTALL) $<
	@$(BIN)/python -m pip check --quiet || $(INSTALL) requirements/cuda.txt
	@touch $@

$(VENV)/dev: requirements/dev.txt $(VENV)/sdxl
	scripts/system test
	$(INSTALL) $<
	@touch $@

$(VENV)/bench: requirements/bench.txt $(VENV)/dev
	$(INSTALL) $<
	@touch $@

$(VENV)/tools $(VENV)/mutants: $(VENV)/%: requirements/%.txt
	$(PYTHON) -m venv $@
	$@/bin/python -m pip install --quiet --no-deps --require-hashes --only-binary :all: -r $<
