# Clause Atlas. `make help` lists the targets. One Makefile, no recursion; a new .c file in a layer's folder is found by
# itself. Which layer may use which is in tests/check-layers; here it shows as what a unit test of a layer links.

MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:
SHELL    = /bin/sh
CC       ?= gcc
ifeq ($(origin CC),default)
CC       = gcc
endif
CXX      = g++
BUILD    := build

WARN     = -Wall -Wextra -Wformat=2 -Wformat-nonliteral -Werror=format-security -Wconversion -Wsign-conversion -Wshadow \
           -Wvla -Walloca -Wnull-dereference -Wimplicit-fallthrough
WARN_GCC = -Wduplicated-cond -Wlogical-op -Wstringop-overflow=4
HARDEN   = -fstack-protector-strong -fstack-clash-protection -fcf-protection=full -fno-strict-overflow \
           -fno-strict-aliasing -fno-delete-null-pointer-checks
HARDEN_P = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -ftrivial-auto-var-init=zero -fzero-call-used-regs=used-gpr
ifdef CI
WARN     += $(if $(FUZZ),,-Werror)
endif

CPPFLAGS = -Isrc -D_GNU_SOURCE -MMD -MP
CFLAGS   = -std=c17 -O2 -g -fPIE $(HARDEN) $(WARN) $(WARN_GCC)
CXXFLAGS = -std=c++17 -O2 -g -fPIE $(HARDEN) -Wall -Wextra
LDFLAGS  = -pie -Wl,-z,relro,-z,now,-z,noexecstack,-z,nodlopen,-z,separate-code,--as-needed
ifdef SAN # make check SAN=address,undefined: a build folder of its own, never mixed objects
comma    := ,
BUILD    := build/san-$(subst $(comma),-,$(SAN))
CFLAGS   += -fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer
CXXFLAGS += -fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer
LDFLAGS  = -pie -fsanitize=$(SAN)
else ifdef FUZZ # make FUZZ=1 fuzzers: clang's libFuzzer, likewise in a folder of its own
CC       = clang
CXX      = clang++
WARN_GCC =
BUILD    := build/fuzz
fuzzing  = -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS   += $(fuzzing)
CXXFLAGS += $(fuzzing)
LDFLAGS  = -pie -fsanitize=fuzzer,address,undefined
else
CFLAGS   += $(HARDEN_P)
CXXFLAGS += $(HARDEN_P)
endif

# ---- layers: the folders of src/, each an archive; third-party libraries belong to one layer each --------------------
LAYERS        = base crypt text evidence store net view print monitor web
deps_base     =
deps_crypt    = base
deps_text     = base
deps_net      = base
deps_view     = base
deps_print    = base
deps_evidence = crypt base
deps_store    = evidence text crypt base
deps_monitor  = net view store evidence text crypt base
deps_web      = print view store evidence text crypt base
libs_crypt    = -lsodium -lcrypto
libs_text     = -llinear -lgumbo -lgit2 -lutf8proc -luchardet -lpoppler-glib -lgobject-2.0 -lglib-2.0 -ljansson
libs_evidence = -ljansson
libs_store    = -lpq -lzstd -ljansson
libs_net      = -lcurl
libs_monitor  = -lseccomp -ljansson
libs_view     = -lctemplate -lstdc++ -ljansson
libs_print    = -lpangocairo-1.0 -lpango-1.0 -lcairo -lharfbuzz -lgobject-2.0 -lglib-2.0
libs_web      = -lfcgi -lqrencode -ljansson
cppflags_store = -I/usr/include/postgresql
poppler_flags  = $(patsubst -I%,-isystem%,$(shell pkg-config --cflags poppler-glib))
$(BUILD)/src/text/pdf.o: CPPFLAGS += $(poppler_flags)
pango_flags    = $(patsubst -I%,-isystem%,$(shell pkg-config --cflags pangocairo cairo-pdf))
cppflags_print = $(pango_flags)

objs      = $(patsubst %,$(BUILD)/%.o,$(basename $(wildcard src/$(1)/*.c src/$(1)/*.cc)))
archives  = $(patsubst %,$(BUILD)/lib%.a,$(1))
layerlibs = $(foreach l,$(1),$(libs_$(l)))

# ---- the three programs ----------------------------------------------------------------------------------------------
all: $(BUILD)/atlas $(BUILD)/atlas-web $(BUILD)/atlas-worker ## build the three programs

CLI_LAYERS = monitor net web print view store evidence text crypt base
cli_objs   = $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/cmd/cli.c src/cmd/atlas.c src/cmd/atlas_*.c))
web_layers = web $(deps_web)
worker_layers = monitor $(deps_monitor)

define program # name, objects, layers
$(BUILD)/$(1): $(2) $$(call archives,$(3)) $(BUILD)/flags
	$$(CXX) $$(LDFLAGS) -o $$@ $(2) $$(call archives,$(3)) $$(call layerlibs,$(3)) -lm
endef
$(eval $(call program,atlas,$(cli_objs),$(CLI_LAYERS)))
$(eval $(call program,atlas-web,$(BUILD)/src/cmd/atlas-web.o,$(web_layers)))
$(eval $(call program,atlas-worker,$(BUILD)/src/cmd/atlas-worker.o,$(worker_layers)))

define layer # name
$(BUILD)/lib$(1).a: $(call objs,$(1))
	@mkdir -p $$(@D)
	@rm -f $$@
	ar -rcs $$@ $$^
$(call objs,$(1)): CPPFLAGS += $$(cppflags_$(1))
endef
$(foreach l,$(LAYERS),$(eval $(call layer,$(l))))

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<
$(BUILD)/%.o: %.cc $(BUILD)/flags
	@mkdir -p $(@D)
	$(CXX) $(CPPFLAGS) $(CXXFLAGS) -c -o $@ $<

# Everything is rebuilt when the flags change.
flags_now = $(CC) $(CPPFLAGS) $(CFLAGS) $(CXXFLAGS) $(LDFLAGS)
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(flags_now)' | cmp -s - $@ || printf '%s\n' '$(flags_now)' > $@
FORCE:

# ---- tests: tests/unit/LAYER/MODULE.c links LAYER and what LAYER may use, nothing else -------------------------------
UNIT = $(patsubst %.c,$(BUILD)/%,$(wildcard tests/unit/*/*.c))
define unit # layer
$(patsubst %.c,$(BUILD)/%,$(wildcard tests/unit/$(1)/*.c)): $(BUILD)/%: $(BUILD)/%.o $(call archives,$(1) $(deps_$(1)))
	$$(CXX) $$(LDFLAGS) -o $$@ $$< $(call archives,$(1) $(deps_$(1))) $(call layerlibs,$(1) $(deps_$(1))) -lm
$(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/unit/$(1)/*.c)): CPPFLAGS += $(foreach l,$(1) $(deps_$(1)),$(cppflags_$(l)))
endef
$(foreach l,$(LAYERS),$(eval $(call unit,$(l))))
.PRECIOUS: $(BUILD)/tests/unit/%.o

# tests/drive/NAME.c: a program that a test outside drives parts of the worker with.
DRIVERS = $(patsubst %.c,$(BUILD)/%,$(wildcard tests/drive/*.c))
$(DRIVERS): $(BUILD)/%: $(BUILD)/%.o $(call archives,$(worker_layers))
	$(CXX) $(LDFLAGS) -o $@ $< $(call archives,$(worker_layers)) $(call layerlibs,$(worker_layers)) -lm
.PRECIOUS: $(BUILD)/tests/drive/%.o
unit: $(UNIT) $(DRIVERS) ## build the unit tests

# tests/fuzz/NAME.c: a libFuzzer target with any layer below the programs; its corpus is tests/fuzz/corpus/NAME/.
FUZZ_LAYERS = web net view store evidence text crypt base
FUZZERS     = $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz/*.c))
$(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/%.o $(call archives,$(FUZZ_LAYERS))
	$(CXX) $(LDFLAGS) -o $@ $< $(call archives,$(FUZZ_LAYERS)) $(call layerlibs,$(FUZZ_LAYERS)) -lm
.PRECIOUS: $(BUILD)/tests/fuzz/%.o
fuzzers: $(FUZZERS)

# What `make check` runs, fast first, so that a broken foundation shows before what stands on it.
SANITIZERS = address,undefined
SAN_BUILD  = build/san-address-undefined
t_of       = $(sort $(wildcard tests/$(1)/*.t))
CHECKS     = $(wildcard tests/check-*)
FOLDERS    = golden sql fuzz cmd web worker regress browser
OTHERS     = $(filter-out $(FOLDERS) campaign bench,$(notdir $(wildcard tests/*)))
E2E        = $(foreach d,$(FOLDERS) $(OTHERS),$(call t_of,$(d)))

quietly    = $(MAKE) -s --no-print-directory -j$(shell nproc)

check: prepare ## every test; the last line is the verdict
	@TEST_BUILD=$(BUILD) tests/run $(CHECKS) $(UNIT) $(if $(SAN),,$(UNIT:$(BUILD)/%=$(SAN_BUILD)/%)) $(E2E)
prepare: packages
	@$(quietly) all unit
	@$(if $(SAN),,$(quietly) SAN=$(SANITIZERS) unit)
	@$(if $(wildcard tests/fuzz/*.c),$(quietly) FUZZ=1 fuzzers)
	@$(if $(wildcard tests/browser/package.json),$(quietly) tests/browser/node_modules/.installed)
	@$(if $(wildcard ../shared/corpus/unpack),$(quietly) build/corpus/.unpacked)
packages:
	@deploy/install-deps run build test
tests/browser/node_modules/.installed: $(wildcard tests/browser/package.json tests/browser/package-lock.json)
	cd tests/browser && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 PUPPETEER_SKIP_DOWNLOAD=1 \
	    npm $(if $(wildcard tests/browser/package-lock.json),ci,install) --no-audit --no-fund --loglevel=error
	@touch $@
build/corpus/.unpacked: $(wildcard ../shared/corpus/unpack ../shared/corpus/corpus.tar.zst)
	rm -rf build/corpus && ../shared/corpus/unpack build/corpus && touch $@

check-layers check-style check-templates check-sql: ## one check alone
	@tests/$@
bench: prepare ## speed and memory, against references side by side
	@tests/bench/run
corpus: prepare ## quality and speed on the corpus beside the checkout, where there is one
	@tests/corpus/run
CLAUDETTE = build/corpus/clauses/claudette/en.tsv
model: prepare ## train the linear judge of clause types anew, from the corpus beside the checkout and our own sentences
	@test -e $(CLAUDETTE) || { echo 'make model: there is no corpus: ../shared/corpus is absent' >&2; exit 1; }
	ATLAS_SHARE=. $(BUILD)/atlas model train --claudette $(CLAUDETTE) --own sql/seed/model/sentences.tsv -o sql/seed/model/weights
FUZZ_TIME = 60
fuzz: packages ## each fuzz target for FUZZ_TIME seconds
	@$(quietly) FUZZ=1 fuzzers
	@FUZZ_TIME=$(FUZZ_TIME) tests/fuzz/run
campaign: prepare ## the long runs: an hour of fuzzing a target, hundreds of kills, all zones
	@$(MAKE) --no-print-directory fuzz FUZZ_TIME=3600
	@tests/run -j 1 --timeout 14400 $(call t_of,campaign)
# Looked at, and no faults: NULL is a pointer in POSIX; a section's first and last statement are compared; a call is told
# from another by its string literal; a result is set where OK was returned.
lint_accepted = varFuncNullUB comparePointers literalWithCharPtrCompare legacyUninitvar nullPointerRedundantCheck
lint: ## cppcheck, shellcheck, mandoc, clang-tidy
	@deploy/install-deps build lint
	cppcheck -q --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 -Isrc \
	    $(lint_accepted:%=--suppress=%) \
	    '-Djson_array_foreach(a,i,v)=for (i = 0; i < json_array_size(a) && (v = json_array_get(a, i)); i++)' \
	    '-Djson_object_foreach(o,k,v)=for (; (v = json_object_get(o, k));)' $(wildcard src/*/*.c)
	shellcheck -x deploy/up deploy/down deploy/cluster deploy/install-deps .ci/run
	mandoc -Tlint -Wwarning docs/atlas.1
	clang-tidy --quiet $(wildcard src/*/*.c) -- -std=c17 $(CPPFLAGS) -I/usr/include/postgresql $(poppler_flags) $(pango_flags)
distcheck: ## export what is committed, build and check that
	rm -rf build/dist && mkdir -p build/dist
	git archive HEAD | tar -x -C build/dist
	$(MAKE) -C build/dist check

# ---- running it --------------------------------------------------------------------------------------------------------
up: ## install what is missing, build, start everything at 127.0.0.1:8080 with a demonstration (PORT=…)
	@PORT='$(PORT)' deploy/up
down: ## stop what `make up` started; keeps its data
	@deploy/down
PREFIX = /usr/local
share  = $(DESTDIR)$(PREFIX)/share/clause-atlas
install: all ## into PREFIX (DESTDIR=… for packages)
	install -d $(DESTDIR)$(PREFIX)/bin $(share)
	install $(BUILD)/atlas $(BUILD)/atlas-web $(BUILD)/atlas-worker $(DESTDIR)$(PREFIX)/bin/
	rm -rf $(share)/* && cp -R --parents $(wildcard templates sql static) deploy/nginx deploy/systemd $(share)/
	$(if $(wildcard docs/atlas.1),install -D -m 644 docs/atlas.1 $(DESTDIR)$(PREFIX)/share/man/man1/atlas.1)

clean: ## remove what was built; keeps var/
	rm -rf build
help: ## this list
	@sed -n 's/^\([a-z][a-z -]*\):[^#]*## /  \1	/p' $(firstword $(MAKEFILE_LIST)) | expand -t 58

.PHONY: all unit fuzzers model check prepare packages check-layers check-style check-templates check-sql bench corpus fuzz \
        campaign lint distcheck up down install clean help FORCE
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
