# The short way in. Every target installs what it needs into .venv first, once.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help demo test lab hub build docs book clean

help:
	@echo "make demo   build the course, grade a sample class, show its gradebook"
	@echo "make lab    open the notebooks in JupyterLab, in my-work/"
	@echo "make hub    a JupyterHub on this machine, for trying it (needs root: sudo)"
	@echo "make test   run the whole test suite"
	@echo "make build  course/ -> source/ -> release/"
	@echo "make docs   the reference of the library, into docs/api/_build/"
	@echo "make book   the course as a static site, into docs/book/_build/html/"

demo:
	@$(PYTHON) deploy/install.py
	@$(BIN)/tinkernet demo

lab:
	@$(PYTHON) deploy/install.py
	@$(BIN)/tinkernet start my-work

hub:
	@$(PYTHON) deploy/install.py
	@sudo $(PYTHON) deploy/jupyterhub/trial.py

build:
	@$(PYTHON) deploy/install.py
	@$(BIN)/tinkernet build

docs:
	@$(PYTHON) deploy/install.py tests
	@$(BIN)/python -m sphinx -W --keep-going -q -b html docs/api docs/api/_build
	@echo "Open docs/api/_build/index.html."

book:
	@$(PYTHON) deploy/install.py tests
	@$(BIN)/python docs/book/build.py

test:
	@$(PYTHON) deploy/install.py tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -n 3 --dist loadgroup

clean:
	rm -rf .venv sample-class .pytest_cache .mypy_cache .ruff_cache .hypothesis docs/api/_build docs/api/generated docs/book/_build deploy/jupyterhub/node_modules
