# The front door. Every target creates .venv first, from requirements.lock, when it is missing or old.
PY := .venv/bin/python
READY := .venv/.ready
export PYTHONDONTWRITEBYTECODE =

# The tests in parts that a machine with several cores runs side by side, each part in one plain
# process: workers of a pool hide it when Qt ends the process.
PARTS := tests/ui tests/kkbdesk/services tests/kkbdesk tests
ON_POSTGRES := postgres/services postgres/others

.PHONY: run test test-postgres check endurance bench app installer update windows tour pictures \
    lock clean $(PARTS) $(ON_POSTGRES)

run: $(READY)
	@sh packaging/run.sh

test: $(READY)
	@$(MAKE) --no-print-directory --output-sync=target --jobs=$$(nproc) $(PARTS) check
	@echo "Everything passed."

tests/ui tests/kkbdesk/services: export FILES = $@
tests/kkbdesk: export FILES = $@ --ignore tests/kkbdesk/services
tests: export FILES = $@ --ignore tests/ui --ignore tests/kkbdesk

# The tests that need a store, on a PostgreSQL that is started for them.
test-postgres: $(READY)
	@sh packaging/postgres.sh $(MAKE) --no-print-directory --output-sync=target --jobs=$$(nproc) \
	    $(ON_POSTGRES)

postgres/services: export FILES = tests/kkbdesk/services
postgres/others: export FILES = tests/db tests/kkbdesk/queries tests/kkbdesk/cli tests/ui/matriks
$(PARTS) $(ON_POSTGRES): $(READY)
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest $$FILES

check: $(READY)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports

# Beside LibreOffice, Gramps (apt-get) and Anki (pip install aqt into build/anki), where installed.
bench: app
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.bench

# Campaigns of minutes to hours; `make test` runs a sample of each.
endurance: $(READY)
	QT_QPA_PLATFORM=offscreen $(PY) -m tests.endurance
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest tests/endurance -q -p no:randomly

app: $(READY)
	@sh packaging/tools.sh
	$(PY) packaging/build.py

# What people install, of this system, into dist/.
installer: app
	$(PY) packaging/installer.py

# A file that brings installed programs to this version: make update KEY=secret.age
update: app
	$(PY) packaging/update.py pack --key "$(KEY)"

# The same for Windows, built and tried under Wine; as root on Debian or Ubuntu, ten minutes at first.
windows: $(READY)
	sh packaging/windows/prepare.sh
	$(PY) packaging/icon.py build/icon
	QT_QPA_PLATFORM=offscreen $(PY) main.py tur --manual -o build/gambar
	sh packaging/windows/wine.sh packaging/windows/freeze.sh
	$(PY) packaging/sizes.py build/windows/kkbdesk
	$(PY) packaging/installer.py build/windows/kkbdesk
	sh packaging/windows/wine.sh packaging/windows/prove.sh

tour: $(READY)
	QT_QPA_PLATFORM=offscreen $(PY) main.py tur -o build/tour

# The pictures of the manual, drawn anew from the sample office.
pictures: $(READY)
	QT_QPA_PLATFORM=offscreen $(PY) main.py tur --manual -o resources/manual/gambar

# Re-resolves every dependency for all platforms; needs uv.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    --extra dev pyproject.toml -o requirements.lock

clean:
	rm -rf .venv build dist

$(READY): requirements.lock packaging/prepare.sh
	@sh packaging/prepare.sh
