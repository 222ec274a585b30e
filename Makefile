# The two commands of a newcomer are `make run` and `make test`; everything else is for contributors.
.PHONY: run test test-thread bench bench-smoke build dependencies lint format clean help

SWIFT ?= swift
# What `make run` serves; for example `make run SERVE="--port 9000"`.
SERVE ?=
# What `make bench` measures; for example `make bench BENCH="--row normalise --seconds 20"`.
BENCH ?=

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

bench: dependencies ## Measure Chorus against its peers, in release mode
	$(SWIFT) build -c release --product chorus-bench
	@.build/release/chorus-bench $(BENCH)

bench-smoke: ## Run every benchmark once on little data, to see that it works
	@$(MAKE) --no-print-directory bench BENCH=--smoke

dependencies: ## Install what is missing: libpq, PostgreSQL's server binaries, pkg-config
	@sh Deployment/install-dependencies.sh

lint: ## Check the format of the sources
	$(SWIFT) format lint --strict --recursive Sources Tests Benchmarks Package.swift

format: ## Put the sources into shape
	$(SWIFT) format --in-place --recursive Sources Tests Benchmarks Package.swift

clean: ## Remove what was built (data in .chorus stay)
	rm -rf .build .build-thread
