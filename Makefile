# Proofmark: the habits. `make demo` runs the main job, `make test` runs every test.

SWIFT ?= swift
BIN = .build/release
# With Swift's own libraries in the program: it is called faster, and runs where no toolchain is.
RELEASE = --configuration release --static-swift-stdlib
PREFIX ?= /usr/local
# What the package links and its tests call, by Debian's names.
PACKAGES = libxml2-dev libsqlite3-dev libzstd-dev libxmlsec1-dev libzip-dev libxlsxwriter-dev pkg-config
TEST_PACKAGES = $(PACKAGES) libxml2-utils minisign signify-openbsd sqlite3 xmlsec1 openssl \
  python3-openpyxl python3-jsonschema libreoffice-calc-nogui curl unzip
# What the published site is tried with.
BROWSER_PACKAGES = chromium chromium-driver default-jre-headless python3-venv

.PHONY: demo build test browser opinion bench fuzz fire flips tables examples docs format lint install packages test-packages clean help

help: ## say what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: build ## build, import the example registry, judge it and publish its site to site/
	@began=$$(date +%s.%N) && $(BIN)/proofmark import Standards Registry && \
	  $(BIN)/proofmark publish --output site && $(BIN)/proofmark status --site site --began "$$began"

build: packages ## build the release binary
	@$(SWIFT) build $(RELEASE) --product proofmark

install: build ## install the program and the definitions under PREFIX (/usr/local)
	install -D --mode=755 $(BIN)/proofmark $(DESTDIR)$(PREFIX)/bin/proofmark
	install -d $(DESTDIR)$(PREFIX)/share/proofmark
	cp -R Standards $(DESTDIR)$(PREFIX)/share/proofmark/

test: test-packages browser ## run every test
	$(SWIFT) test --skip-build --parallel

browser: test-packages ## try the example's site in a headless Chromium, by axe-core and by the Nu HTML checker
	@.ci/packages $(BROWSER_PACKAGES)
	$(SWIFT) build --build-tests
	@Tests/Browser/run.sh

opinion: test-packages ## hold two judges against each other over CASES (20000) generated cases from SEED (1) on
	$(SWIFT) build --build-tests
	@CASES=$(or $(CASES),20000) SEED=$(or $(SEED),1) $(SWIFT) test --skip-build --filter SecondOpinionTests

bench: test-packages ## measure import, check, judging and publishing beside others, as ratios of CPU seconds; look-up in ms
	@.ci/packages python3-venv hugo time
	@$(SWIFT) build $(RELEASE) --product proofmark
	@$(SWIFT) build $(RELEASE) --product make-examples
	@$(SWIFT) build $(RELEASE) --product measure
	@$(SWIFT) build $(RELEASE) --product measure-judging
	@$(SWIFT) build $(RELEASE) --product measure-lookup
	@$(SWIFT) build $(RELEASE) --product measure-site
	@Tests/Measure/bench.sh $(BIN)

fuzz: test-packages ## search for inputs that the readers cannot bear, for SECONDS (60)
	@SWIFT="$(SWIFT)" Tests/Fuzz/fuzz.sh $(or $(SECONDS),60)

fire: test-packages ## kill, starve and damage the program for ROUNDS (300) of each kind
	$(SWIFT) build --build-tests
	PROOFMARK_FIRE=$(or $(ROUNDS),300) $(SWIFT) test --skip-build --filter 'KilledTests|HardshipTests'

flips: test-packages ## flip BITS (200) bits of every value that a registry stores, one at a time
	$(SWIFT) build --build-tests
	PROOFMARK_FLIPS=$(or $(BITS),200) $(SWIFT) test --skip-build --filter BitFlipTests

tables: test-packages ## hold every example and every plan against what its workbook and tables give back
	$(SWIFT) build --build-tests
	PROOFMARK_ALL_TABLES=1 $(SWIFT) test --skip-build --filter ReportTablesTests

examples: packages ## write the example documents under Registry/ anew (the same bytes each time)
	@$(SWIFT) build $(RELEASE) --product make-examples
	@$(BIN)/make-examples Registry/examples

docs: packages ## write the reference pages and the README's table of standards anew
	@$(SWIFT) run --quiet make-reference

format: ## format the sources
	$(SWIFT) format --in-place --recursive --parallel Sources Tests Package.swift

lint: ## check the format of the sources
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Package.swift

packages:
	@.ci/packages $(PACKAGES)

test-packages:
	@.ci/packages $(TEST_PACKAGES)

clean: ## remove what was built, published and measured
	rm -rf .build .build-fuzz site bench Registry/registry.sqlite Registry/registry.sqlite-wal Registry/registry.sqlite-shm
