# make chat      talk to the desk          make test        everything that has to hold
# make install   into PREFIX=/usr/local    make uninstall   make package   a .deb
# Each installs what is missing and builds what has changed; a second run does neither.

SWIFT ?= swift
# One set of flags for all commands: what is tested is what is run, and every module is built once.
# Colours are a flag of the compiler to SwiftPM: with them a terminal and a pipe build each its own.
RELEASE := -c release --explicit-target-dependency-import-check error --no-color-diagnostics
BUILD := $(SWIFT) build $(RELEASE)
# Package.swift says whose modules are testable; the tests are built by name, so that no plugin is.
TEST := $(SWIFT) test $(RELEASE) --disable-testable-imports --skip-build
PROGRAM := .build/release/paydesk

# Where things are installed, below DESTDIR while a package is put together.
PREFIX ?= /usr/local
ROOT = $(DESTDIR)$(PREFIX)
CORPUS := Intents
# Manual pages and completions, as they lie below PREFIX/share.
SHARE := .build/share

# What `make bench-*` measures is built apart, so that the two commands build nothing for it.
BENCH := $(SWIFT) run -c release --package-path Benchmarks

.PHONY: chat test gate attempts guide planted fuzz priors build first tests postgres share install uninstall package order format lint clean dependencies packages soak \
  bench-start bench-entities bench-values bench-ledger bench-replay bench-accuracy bench-speed

chat: build
	@$(PROGRAM) chat $(ARGS)

test: tests
	$(TEST)

GATE := FailoverTests|ModelFileTests|DamageTests|SystemCallTests|KillTests|SecretsTests|SecretSinkTests|NearConsentTests|RawOutputTests|KioskTests|SignInTests|LongTalkTests|RecordPropertyTests|SimulationTests|PairsOfOrdersTests|RandomConversationTests|CrowdTests|SignalTests

# What is promised is broken on purpose, and holds; the counts go into the page. One after the other,
# since each takes all cores.
gate:
	@$(MAKE) --no-print-directory attempts && $(MAKE) --no-print-directory fuzz && \
	$(MAKE) --no-print-directory planted

# The suites of the gate, each as often as its table says.
attempts: tests
	@seed=$${PAYDESK_SEED:-$$(date +%s)}; echo "PAYDESK_SEED=$$seed, into .build/gate.log"; \
	PAYDESK_GATE=1 PAYDESK_SEED=$$seed $(TEST) --filter "$(GATE)" \
	  > .build/gate.log 2>&1; status=$$?; times >> .build/gate.log; \
	grep -aE '^gate\||✘' .build/gate.log; \
	[ $$status = 0 ] && Tests/Gate/table .build/gate.log $(COUNTS) Counted && \
	Tests/Gate/table .build/gate.log $(COUNTS) Took

# The guide of CONTRIBUTING.md, followed on a copy of the sources that is built anew.
guide: build
	@Tests/Guide/add-a-service

COUNTS := Documentation/reliability.md

# Bugs planted one after the other, each of which a test has to find; on a copy of the sources.
planted: build
	@Tests/Gate/planted $(BUGS) > .build/planted.log; status=$$?; cat .build/planted.log; \
	Tests/Gate/table .build/planted.log $(COUNTS) "Bugs planted" && exit $$status

# Every reader fed with what nobody would write, under AddressSanitizer, for FUZZ_SECONDS each. Built
# apart, which takes as long as the program does.
FUZZ_SECONDS ?= 60
FUZZ_BUILD := FUZZ=1 $(SWIFT) build -c release --scratch-path .build/fuzzed --product Fuzz \
  --sanitize=fuzzer --sanitize=address -Xswiftc -use-ld=lld
fuzz: build
	@$(FUZZ_BUILD) && $(PROGRAM) train --intents $(CORPUS) --output .build/fuzzed/model
	@PAYDESK_MODEL=.build/fuzzed/model Tests/Fuzz/run .build/fuzzed/release/Fuzz $(FUZZ_SECONDS) \
	  $(READERS) > .build/fuzz.log; status=$$?; cat .build/fuzz.log; \
	Tests/Gate/table .build/fuzz.log $(COUNTS) Fuzzed && exit $$status

# What the gate does, for a day: the program killed twenty thousand times, ten thousand seeds of
# terminals on one book, every bit of a book, a million inputs for each reader that takes them in an
# hour. Its seed is printed first, and repeats it.
soak: tests
	@seed=$${PAYDESK_SEED:-$$(date +%s)}; export PAYDESK_SEED=$$seed; echo "PAYDESK_SEED=$$seed"; \
	PAYDESK_KILLS=$${PAYDESK_KILLS:-20000} $(TEST) --filter KillTests && \
	PAYDESK_SEEDS=$${PAYDESK_SEEDS:-10000} $(TEST) --filter SimulationTests && \
	PAYDESK_GATE=1 PAYDESK_BITS=all $(TEST) --filter DamageTests && \
	$(MAKE) fuzz RUNS=$(or $(RUNS),1000000) FUZZ_SECONDS=$(or $(SOAK_SECONDS),3600)

# Orders a second with full durability, on this machine's disk, SQLite beside PostgreSQL and pgbench;
# and what a turn costs in books of 1,000 customers to CUSTOMERS.
CUSTOMERS ?= 100000
bench-ledger: tests
	@PAYDESK_BENCH=1 PAYDESK_BENCH_CUSTOMERS=$(CUSTOMERS) PAYDESK_POSTGRES=$${PAYDESK_POSTGRES:-/tmp} \
	  $(TEST) --filter LedgerBenchmark > .build/bench.log 2>&1; status=$$?; \
	sed -n 's/^bench//p' .build/bench.log; [ $$status = 0 ] || { cat .build/bench.log; exit $$status; }

# What the program is made of. While none of it is newer than the last build's beginning, SwiftPM is
# not asked: it takes two seconds to find that there is nothing to do.
BUILT := .build/built
SOURCES := $(shell find Sources) Package.swift $(wildcard Package.resolved) Makefile

build: $(BUILT)

$(BUILT): $(SOURCES) $(if $(wildcard $(PROGRAM)),,first) | dependencies
	@if [ -e $(PROGRAM) ]; then echo "make: building what has changed, some minutes at most"; \
	else echo "make: building Paydesk, once; two cores need about five minutes"; fi
	@mkdir -p .build && touch $@.begun
	@$(BUILD) --product paydesk
	@[ ! -e Package.resolved ] || touch -r $@.begun Package.resolved
	@mv $@.begun $@

tests: build postgres
	@$(BUILD) --product PaydeskPackageTests

$(PROGRAM):
	@$(MAKE) build

# Manual pages and shell completions, made from the program.
share: $(PROGRAM)
	@$(PROGRAM) share $(SHARE)

# A program that is built is installed also where there is no Swift, as for root. The model is made
# here and once: nobody who uses it waits, or needs a place to keep one.
install: $(if $(shell command -v $(SWIFT)),build) share
	@install -d -m 755 "$(ROOT)/bin" "$(ROOT)/share/paydesk"
	@install -s -m 755 $(PROGRAM) "$(ROOT)/bin/paydesk"
	@rm -rf "$(ROOT)/share/paydesk/Intents" "$(ROOT)"/share/paydesk/model-*.bin
	@cp -R $(CORPUS) "$(ROOT)/share/paydesk/Intents"
	@chmod -R u=rwX,go=rX "$(ROOT)/share/paydesk"
	@XDG_CACHE_HOME="$(abspath $(ROOT))/share" \
	  "$(ROOT)/bin/paydesk" train --intents "$(ROOT)/share/paydesk/Intents"
	@chmod 644 "$(ROOT)"/share/paydesk/model-*.bin
	@(cd $(SHARE) && find . -type f -name '*paydesk*') | while read -r file; do \
	  install -D -m 644 "$(SHARE)/$$file" "$(ROOT)/share/$$file"; done
	@echo "make: installed $(ROOT)/bin/paydesk"

uninstall:
	rm -rf "$(ROOT)/bin/paydesk" "$(ROOT)/share/paydesk" "$(ROOT)"/share/man/man1/paydesk.1 \
	  "$(ROOT)"/share/man/man1/paydesk-*.1 "$(ROOT)/share/bash-completion/completions/paydesk" \
	  "$(ROOT)/share/zsh/site-functions/_paydesk" "$(ROOT)/share/fish/vendor_completions.d/paydesk.fish"

# A .deb of what is installed, for machines with this one's libraries or newer.
package: build
	@Packaging/deb "$(MAKE)" "$(PROGRAM)"

# How soon the installed program answers, beside git and psql.
bench-start: build
	@$(MAKE) --no-print-directory install PREFIX="$(CURDIR)/.build/installed" > /dev/null
	@Benchmarks/start .build/installed/bin/paydesk $(ARGS)

# What a start runs, for the linker; needs valgrind.
order: build
	@$(MAKE) --no-print-directory install PREFIX="$(CURDIR)/.build/installed" > /dev/null
	@strip --strip-debug -o .build/installed/bin/traced $(PROGRAM)
	@Packaging/order .build/installed/bin/traced

# Values heard in the lines of DATA: LANGUAGE_KIND.tsv, as Documentation/entities.md describes them.
bench-entities: dependencies
	@[ -n "$(DATA)" ] || { echo "make: say where the suites are: make bench-entities DATA=DIR" >&2; exit 64; }
	@$(BENCH) bench-entities "$(abspath $(DATA))" "$(CURDIR)/Documentation/entities.md"

# Microseconds a line for the values in it: make bench-values LINES=FILE, a line each.
bench-values: dependencies
	@[ -n "$(LINES)" ] || { echo "make: say which lines: make bench-values LINES=FILE" >&2; exit 64; }
	@$(BENCH) bench-values "$(abspath $(LINES))"

# How often moves are made where, counted in the transcripts: what the ear expects before a word.
priors: build
	@$(PROGRAM) replay --priors Transcripts > .build/priors.yml
	@mv .build/priors.yml $(CORPUS)/lists/priors.yml

# The rate of replay, over 1,000 conversations made for it.
bench-replay: build
	@Benchmarks/replay "$(PROGRAM)" $(ARGS)

# How well and how fast lines are understood, beside FASTTEXT=path and PYTHON=path where given.
bench-accuracy bench-speed: build
	@[ -n "$(DATA)" ] || { echo "make: say where the data sets are: make $@ DATA=DIR" >&2; exit 64; }
	@$(SWIFT) build -c release --package-path Benchmarks --product bench-line
	@LINE="$$($(SWIFT) build -c release --package-path Benchmarks --show-bin-path)/bench-line" \
	  FASTTEXT="$(FASTTEXT)" PYTHON="$(PYTHON)" Benchmarks/understanding $(@:bench-%=%) \
	  "$(PROGRAM)" "$(abspath $(DATA))" \
	  "$(CURDIR)/Documentation/understanding.md"

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

clean:
	$(SWIFT) package clean

# The three system libraries by the system's package manager; sudo only when not root.
dependencies:
	@command -v $(SWIFT) >/dev/null || { \
	  echo "make: Swift 6.3 is needed and 'swift' is not on the PATH; see https://www.swift.org/install" >&2; exit 1; }
	@missing=""; \
	pkg-config --exists libedit 2>/dev/null || [ -e /usr/include/histedit.h ] || missing="$$missing libedit-dev"; \
	pkg-config --exists sqlite3 2>/dev/null || [ -e /usr/include/sqlite3.h ] || missing="$$missing libsqlite3-dev"; \
	pkg-config --exists libsodium 2>/dev/null || [ -e /usr/include/sodium.h ] || missing="$$missing libsodium-dev"; \
	[ -z "$$missing" ] || $(MAKE) --no-print-directory packages MISSING="$$missing" \
	  NEEDED="the development files of libedit, SQLite 3 and libsodium"

# A server for the tests, which start one of their own; the desk itself needs none.
postgres:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || \
	$(MAKE) --no-print-directory packages MISSING=postgresql NEEDED="a server of PostgreSQL's"

packages:
	@command -v apt-get >/dev/null || { \
	  echo "make: no apt-get here; install $(NEEDED) yourself, then run make again" >&2; exit 1; }; \
	sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	echo "make: installing $(MISSING)"; \
	$$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq $(MISSING)
