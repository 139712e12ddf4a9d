# serve: the service on this machine       test: every test       check: lint and types       fix: format
# bench: against four other servers       screens: photograph the page for docs/      sdxl: what the SDXL painter needs
# sketch: train our small model, in .cache/sketch, from nothing or from where it stopped (ARGS="--device cuda")
# bento: the service as one archive       image: a container of it (VARIANT=illustration, cpu or gpu)
# image-test: build the image and try it         compose-test: the same with docker-compose.yaml
PORT ?= 5000
MODEL ?= illustration
PYTHON ?= python3
VARIANT ?= illustration
VERSION := $(shell sed -n 's/.*version="\(.*\)",/\1/p' service.py)
TAG := logo-generation:$(VERSION)
VENV := .venv
BIN := $(VENV)/bin
CODE := service.py order.py once.py records.py dispatch.py supervisor.py fleet.py meters.py environment.py settings.py schemas.py identity.py errors.py web brand prompt_builder pipeline storage ui training

export BENTOML_DO_NOT_TRACK = True

.PHONY: serve sdxl sketch test bench screens check fix bento image image-test compose-test clean

serve: $(VENV)/serve $(if $(filter illustration,$(MODEL)),,$(VENV)/sdxl)
	@PORT=$(PORT) MODEL=$(MODEL) exec scripts/serve $(BIN)

sdxl: $(VENV)/sdxl

sketch: $(VENV)/sdxl
	$(BIN)/python -m training .cache/sketch $(ARGS)

test: $(VENV)/dev
	$(BIN)/python -m pytest $(ARGS)

bench: $(VENV)/bench
	$(BIN)/python -m benchmarks.serving $(ARGS)

screens: $(VENV)/dev
	PYTHONPATH=. $(BIN)/python scripts/screens.py

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(CODE)

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

clean:
	rm -rf $(VENV)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# Each stamp is one set of requirements; pip keeps finished downloads, so a broken run goes on where it stopped.
$(VENV)/serve: requirements.txt constraints.txt scripts/system | $(BIN)/python
	scripts/system
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -c constraints.txt
	@touch $@

$(VENV)/sdxl: requirements-sdxl.txt $(VENV)/serve
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-sdxl.txt -c constraints.txt
	@touch $@

$(VENV)/dev: requirements-dev.txt $(VENV)/sdxl
	scripts/system test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt -c constraints.txt
	@touch $@

$(VENV)/bench: requirements-bench.txt $(VENV)/dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt -c constraints.txt
	@touch $@
