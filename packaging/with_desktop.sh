#!/bin/sh
# Runs a command on a desktop of its own where the machine has the parts: an X server without a
# screen (Xvfb) and a session bus with an unlocked Secret Service. Without them it runs the command
# as it is; tests that need a missing part say so and are skipped, or fail where CI=true.
set -u

HOME_OF_TESTS=$(mktemp -d)
RUNTIME=$(mktemp -d)
chmod 700 "$RUNTIME"
trap 'rm -rf "$HOME_OF_TESTS" "$RUNTIME"' EXIT INT TERM

set -- env NOBI_DESKTOP_HOME="$HOME_OF_TESTS" "$@"
if command -v dbus-run-session >/dev/null && command -v gnome-keyring-daemon >/dev/null; then
    set -- env XDG_RUNTIME_DIR="$RUNTIME" XDG_DATA_HOME="$HOME_OF_TESTS" dbus-run-session -- \
        sh -c 'printf "test\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; NOBI_SECRET_SERVICE=1 exec "$@"' with-keyring "$@"
fi
if command -v xvfb-run >/dev/null; then
    set -- xvfb-run -a -s '-screen 0 1920x1080x24 -nolisten tcp -noreset' env NOBI_XVFB=1 "$@"
fi
"$@"
