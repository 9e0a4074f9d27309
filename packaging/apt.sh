# Sourced: says things, and installs system packages where it may; otherwise says what to type.

say() { printf '%s\n' "$*" >&2; }

install() { # packages...
    if ! command -v apt-get >/dev/null 2>&1; then
        say "Missing system packages. Install what your system calls: $*"
        exit 1
    fi
    if [ "$(id -u)" = 0 ]; then
        sudo=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        sudo=sudo
    else
        say "Missing system packages. Please type this once, then try again:"
        say "    sudo apt-get update && sudo apt-get install -y $*"
        exit 1
    fi
    $sudo apt-get update -qq
    # shellcheck disable=SC2086 # the list is meant to split
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $* >/dev/null
}
