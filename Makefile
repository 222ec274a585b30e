# The two commands of a newcomer are `make run` and `make test`; everything else is for contributors.
.PHONY: run test test-thread sentiment-eval build dependencies lint format clean help

SWIFT ?= swift
# What `make run` serves; for example `make run SERVE="--port 9000"`.
SERVE ?=

help: ## Show what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

run: build ## Build in release mode and run Chorus with its own PostgreSQL and the demo
	@exec .build/release/chorus serve --migrate --demo $(SERVE)

build: dependencies ## Build the release binary
	$(SWIFT) build -c release --product chorus

test: dependencies lint ## Run every test on real PostgreSQL
	SWIFT_BACKTRACE=enable=no $(SWIFT) test

test-thread: dependencies ## Run the tests of the database driver under the thread sanitizer
	SWIFT_BACKTRACE=enable=no $(SWIFT) test --sanitize=thread --scratch-path .build-thread \
		--filter '^PostgresTests'

sentiment-eval: build ## Judge the sentiment model beside VADER on every development set
	@python3 Evaluation/sentiment.py

dependencies: ## Install what is missing: libpq, PostgreSQL's server binaries, pkg-config
	@sh Deployment/install-dependencies.sh

lint: ## Check the format of the sources
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

format: ## Put the sources into shape
	$(SWIFT) format --in-place --recursive Sources Tests Package.swift

clean: ## Remove what was built (data in .chorus stay)
	rm -rf .build .build-thread
