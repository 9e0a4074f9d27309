# The front door. Every target creates .venv first, from requirements.lock, when it is missing or old.
PY := .venv/bin/python
READY := .venv/.ready
export PYTHONDONTWRITEBYTECODE =

.PHONY: run test check endurance bench app installer windows tour lock clean

run: $(READY)
	@sh packaging/run.sh

test: check
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest

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
	$(PY) packaging/build.py

# What people install, of this system, into dist/.
installer: app
	$(PY) packaging/installer.py

# The same for Windows, built and tried under Wine; as root on Debian or Ubuntu, ten minutes at first.
windows: $(READY)
	sh packaging/windows/prepare.sh
	$(PY) packaging/icon.py build/icon
	sh packaging/windows/wine.sh packaging/windows/freeze.sh
	$(PY) packaging/sizes.py build/windows/kkbdesk
	$(PY) packaging/installer.py build/windows/kkbdesk
	sh packaging/windows/wine.sh packaging/windows/prove.sh

tour: $(READY)
	QT_QPA_PLATFORM=offscreen $(PY) main.py tur -o build/tour

# Re-resolves every dependency for all platforms; needs uv.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    --extra dev pyproject.toml -o requirements.lock

clean:
	rm -rf .venv build dist

$(READY): requirements.lock packaging/prepare.sh
	@sh packaging/prepare.sh
