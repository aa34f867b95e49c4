# The usual tasks. `make help` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# What the build needs beyond a Swift toolchain, by Debian's names.
DEBIAN_PACKAGES := libsystemd-dev libsqlite3-dev pkg-config

JOBS ?= $(shell nproc)
SWIFT ?= swift
# What swift-format looks at.
SOURCES := Package.swift Sources Tests Fuzzing Benchmarks
AS_ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: help install format lint build test histories soak kill attack fuzz sanitize demo bench clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: ## Install the Debian packages that are missing, and say which
	@command -v $(SWIFT) >/dev/null || { \
	    echo "make: there is no $(SWIFT) here: install Swift 6.3 from swift.org first" >&2; \
	    exit 1; \
	}; \
	command -v dpkg-query >/dev/null || { \
	    echo "make: not Debian: see to it that there are $(DEBIAN_PACKAGES)" >&2; \
	    exit 0; \
	}; \
	missing=(); \
	for package in $(DEBIAN_PACKAGES); do \
	    status="$$(dpkg-query -W -f '$${db:Status-Status}' "$$package" 2>/dev/null || true)"; \
	    [[ "$$status" == installed ]] || missing+=("$$package"); \
	done; \
	[[ $${#missing[@]} -gt 0 ]] || exit 0; \
	echo "make: installing from Debian: $${missing[*]}"; \
	$(AS_ROOT) apt-get update -qq; \
	$(AS_ROOT) env DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends "$${missing[@]}"

format: ## Format the sources in place
	$(SWIFT) format --in-place --parallel --recursive $(SOURCES)

lint: ## Say where the sources break the formatting rules
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)

build: install ## Build for debugging
	$(SWIFT) build -j $(JOBS)

test: install lint ## Run every check: formatting, unit tests, the definitions' own tests
	$(SWIFT) build --build-tests -j $(JOBS)
	$(SWIFT) test --skip-build --skip SocketAttackTests
	$(SWIFT) test --skip-build --filter SocketAttackTests
	"$$($(SWIFT) build --show-bin-path)/scrutinyctl" workflow test Workflows
	Scripts/histories "$$($(SWIFT) build --show-bin-path)/soak"

histories: build ## Play thousands of random histories against the six invariants
	Scripts/histories "$$($(SWIFT) build --show-bin-path)/soak"

# The debug build is there already; CONFIGURATION=release makes another one beside it.
SOAK_BUILD = $(if $(filter release,$(CONFIGURATION)),-c release --scratch-path .build/soak)

soak: install ## Play random histories; SECONDS=n on each STORE (600, both), or the one of a SEED
	$(SWIFT) build --product soak -j $(JOBS) $(SOAK_BUILD)
	"$$($(SWIFT) build --show-bin-path $(SOAK_BUILD))/soak" --store $(or $(STORE),both) \
	    $(if $(STEPS),--steps $(STEPS)) \
	    $(if $(SEED),--seed $(SEED) --once,--seed "$$(date +%s)" --seconds $(or $(SECONDS),600))

# Beside the other builds: an optimised daemon that dies where it is told must not be mistaken for
# the one that is installed.
KILL_BUILD := .build/kill
SCRUTINIES ?= 10000
KILLS_AT_EACH ?= 10
RANDOM_KILLS ?= 200
# Empty: another one each time. It is printed.
SEED ?=

kill: install ## Kill the daemon under load 250 times: nothing lost, nothing twice (SEED=number)
	$(SWIFT) build -c release --product scrutinyd -Xswiftc -DKILL_POINTS \
	    --scratch-path $(KILL_BUILD) -j $(JOBS)
	$(SWIFT) build --build-tests -j $(JOBS)
	SCRUTINYD_PROGRAM="$$PWD/$(KILL_BUILD)/release/scrutinyd" DRILL_SEED=$(SEED) \
	    DRILL_SCRUTINIES=$(SCRUTINIES) DRILL_KILLS_AT_EACH=$(KILLS_AT_EACH) \
	    DRILL_RANDOM_KILLS=$(RANDOM_KILLS) $(SWIFT) test --skip-build --filter KillDrillTests

attack: install ## Attack the daemon's socket as two users; SECONDS=n for each attack (20)
	$(SWIFT) build --build-tests -j $(JOBS)
	SCRUTINYD_ATTACK_SECONDS=$(or $(SECONDS),20) \
	    $(SWIFT) test --skip-build --filter SocketAttackTests

fuzz: install ## Fuzz every reader; SECONDS=n for each (60), TARGET=name for one, INPUT=file to replay
	Scripts/fuzz $(or $(SECONDS),60) $(TARGET) $(INPUT)

sanitize: install ## Run the unit tests once under the thread, once under the address sanitizer
	Scripts/sanitize

demo: build ## Walk a scrutiny through its life on a virtual clock, and show what a clerk sees
	Scripts/demo

# What `make bench` builds and installs: nothing of it is part of the tests.
BENCH := .build-bench

bench: ## Compare the counting of working days with NumPy's, in a release build
	@$(MAKE) --no-print-directory install DEBIAN_PACKAGES="$(DEBIAN_PACKAGES) python3-venv"
	[ -x $(BENCH)/venv/bin/python ] || python3 -m venv $(BENCH)/venv
	$(BENCH)/venv/bin/python -c 'import numpy' 2>/dev/null || \
	    $(BENCH)/venv/bin/pip install --quiet numpy
	$(SWIFT) build -c release -j $(JOBS) --package-path Benchmarks --scratch-path $(BENCH)/swift
	$(BENCH)/venv/bin/python Benchmarks/working-days.py \
	    $(BENCH)/swift/release/WorkingDays Workflows/calendars/england-and-wales.yaml

clean: ## Remove what was built
	$(SWIFT) package clean
	rm -rf $(KILL_BUILD) $(BENCH) .build-fuzzing .build-thread .build-address
