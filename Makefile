# The two commands of a newcomer are `make run` and `make test`; everything else is for contributors.
.PHONY: run test test-slow test-thread test-address torture fuzz bench bench-smoke sentiment-eval parity build dependencies lint format clean help

SWIFT ?= swift
# What `make run` serves; for example `make run SERVE="--port 9000"`.
SERVE ?=
# What `make fuzz` fuzzes, and for how long each; all for a minute by default.
TARGETS ?=
export SECONDS_EACH ?= 60
# What `make bench` measures; for example `make bench BENCH="--row normalise --seconds 20"`.
BENCH ?=

help: ## Show what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

run: build ## Build in release mode and run Chorus with its own PostgreSQL and the demo
	@exec .build/release/chorus serve --migrate --demo $(SERVE)

build: dependencies ## Build the release binary
	$(SWIFT) build -c release --product chorus

test: lint ## Run every test on real PostgreSQL
	@sh Deployment/install-dependencies.sh test
	@SWIFT=$(SWIFT) sh Tests/run.sh

test-slow: dependencies ## Run the tests that take minutes: schemathesis, a hundred kills, overload, a full disk
	@sh Deployment/install-dependencies.sh test
	CHORUS_SLOW=1 SWIFT_BACKTRACE=enable=no $(SWIFT) test --filter 'ContractTests|TortureTests'

torture: build ## Kill, cut, stop, flood and fill the release build for half an hour; each script of Tests/Torture runs alone too
	@CHORUS_PROGRAM=$(abspath .build/release/chorus) sh Tests/Torture/all.sh

# Pool, writer lanes, sequencer, racers, and the lines of admission.
SANITIZED = ^PostgresTests|WriterLanes|BatchWriter|RaceTests|FeedConcurrency|StorageTests.*BatchTests|WorkSlots|BodyLedger|TokenBuckets

test-thread: dependencies ## Run the pool, the writer lanes and the sequencer under the thread sanitizer
	SWIFT_BACKTRACE=enable=no $(SWIFT) test --sanitize=thread --scratch-path .build-thread \
		--experimental-maximum-parallelization-width 4 --filter '$(SANITIZED)'

# LeakSanitizer looks for what the runtime keeps for ever, and finds that.
test-address: dependencies ## Run the same, and every parser, under the address sanitizer
	SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --sanitize=address \
		--scratch-path .build-address --experimental-maximum-parallelization-width 4 \
		--filter '$(SANITIZED)|^StrictJSONTests|^ChatLogsTests|^SentimentTests'

fuzz: dependencies ## Fuzz every parser, 60 seconds each; for example `make fuzz SECONDS_EACH=600 TARGETS=logs/html`
	@sh Fuzz/run.sh $(TARGETS)

bench: dependencies ## Measure Chorus against its peers, in release mode
	$(SWIFT) build -c release --product chorus-bench
	@.build/release/chorus-bench $(BENCH)

bench-smoke: dependencies ## Run every benchmark once on little data, to see that it works
	$(SWIFT) build --product chorus-bench
	@.build/debug/chorus-bench --smoke

sentiment-eval: build ## Judge the sentiment model beside VADER on every development set
	@python3 Evaluation/sentiment.py

# A checkout of the toolbox at 2f6491f, and a Python that has regex, scikit-learn, langdetect, ansicolors and tokenizers.
TOOLBOX ?= .build/data-toolbox
PYTHON ?= python3

parity: dependencies ## Compare our rows with those of the original toolbox: make parity TOOLBOX=checkout PYTHON=python
	CHORUS_TOOLBOX=$(abspath $(TOOLBOX)) CHORUS_TOOLBOX_PYTHON=$(shell command -v $(PYTHON)) \
		$(SWIFT) test --filter ToolboxParity

dependencies: ## Install what is missing: libpq, zlib, PostgreSQL's server binaries, pkg-config
	@sh Deployment/install-dependencies.sh

lint: ## Check the format of the sources
	$(SWIFT) format lint --strict --recursive Sources Tests Fuzz Benchmarks Package.swift

format: ## Put the sources into shape
	$(SWIFT) format --in-place --recursive Sources Tests Fuzz Benchmarks Package.swift

clean: ## Remove what was built (data in .chorus stay)
	rm -rf .build .build-bench .build-thread .build-address .build-fuzz
