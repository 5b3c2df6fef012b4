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
WARN     += -Werror
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
else
CFLAGS   += $(HARDEN_P)
CXXFLAGS += $(HARDEN_P)
endif

# ---- layers: the folders of src/, each an archive; third-party libraries belong to one layer each --------------------
LAYERS        = base crypt text evidence store net view monitor web
deps_base     =
deps_crypt    = base
deps_text     = base
deps_net      = base
deps_view     = base
deps_evidence = crypt base
deps_store    = evidence text crypt base
deps_monitor  = net view store evidence text crypt base
deps_web      = view store evidence text crypt base
libs_crypt    = -lsodium -lcrypto
libs_text     = -lgumbo -lgit2 -lutf8proc -luchardet -ljansson
libs_evidence = -ljansson
libs_store    = -lpq -lzstd -ljansson
libs_net      = -lcurl
libs_monitor  = -lseccomp -ljansson
libs_view     = -lctemplate -lstdc++ -ljansson
libs_web      = -lfcgi -ljansson
cppflags_store = -I/usr/include/postgresql

objs      = $(patsubst %,$(BUILD)/%.o,$(basename $(wildcard src/$(1)/*.c src/$(1)/*.cc)))
archives  = $(patsubst %,$(BUILD)/lib%.a,$(1))
layerlibs = $(foreach l,$(1),$(libs_$(l)))

# ---- the three programs ----------------------------------------------------------------------------------------------
all: $(BUILD)/atlas $(BUILD)/atlas-web $(BUILD)/atlas-worker ## build the three programs

CLI_LAYERS = monitor net web view store evidence text crypt base
cli_objs   = $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/cmd/atlas.c src/cmd/atlas_*.c))
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
unit: $(UNIT) ## build the unit tests

clean: ## remove what was built; keeps var/
	rm -rf build
help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  \1	/p' $(MAKEFILE_LIST) | expand -t 20

.PHONY: all unit clean help FORCE
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
