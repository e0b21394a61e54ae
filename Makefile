# The short way in. Every target installs what it needs into .venv first, once.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help demo test lab build clean

help:
	@echo "make demo   build the course, grade a sample class, show its gradebook"
	@echo "make lab    open the notebooks in JupyterLab, in my-work/"
	@echo "make test   run the whole test suite"
	@echo "make build  course/ -> source/ -> release/"

demo:
	@$(PYTHON) deploy/install.py
	@$(BIN)/tinkernet demo

lab:
	@$(PYTHON) deploy/install.py
	@$(BIN)/tinkernet start my-work

build:
	@$(PYTHON) deploy/install.py
	@$(BIN)/tinkernet build

test:
	@$(PYTHON) deploy/install.py tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -n 3 --dist loadgroup

clean:
	rm -rf .venv sample-class .pytest_cache .mypy_cache .ruff_cache .hypothesis
