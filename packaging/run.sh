#!/bin/sh
# Opens the window with the sample office; without a display renders the tour instead.
set -eu
cd "$(dirname "$0")/.."
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/python main.py --contoh
fi
echo "No display here: rendering the tour of screenshots and documents into build/tour/ instead."
QT_QPA_PLATFORM=offscreen .venv/bin/python main.py tur -o build/tour
echo "Done. Look into build/tour/."
