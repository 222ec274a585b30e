#!/bin/sh
# Installs what building and running Chorus needs and this machine has not got. Prints what it does; does nothing when
# nothing is missing. Debian and its relatives; elsewhere it names what to install. With the argument `test` also what
# tests need beside that: a Python, into which they put the clients that read snapshots and what drives a browser, and
# Chromium.
set -eu
# ldconfig is not on the path of an ordinary user.
PATH=$PATH:/usr/sbin:/sbin

missing=""
command -v pkg-config >/dev/null 2>&1 || missing="$missing pkg-config"
pkg-config --exists libpq 2>/dev/null || missing="$missing libpq-dev"
pkg-config --exists zlib 2>/dev/null || missing="$missing zlib1g-dev"
ldconfig -p 2>/dev/null | grep -q 'libcurl\.so\.4' || missing="$missing libcurl4"
command -v setpriv >/dev/null 2>&1 || missing="$missing util-linux"
if [ "${1:-}" = test ]; then
    python3 -c "import ensurepip, venv" >/dev/null 2>&1 || missing="$missing python3-venv"
    command -v gzip >/dev/null 2>&1 || missing="$missing gzip"
    command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
    command -v chromedriver >/dev/null 2>&1 || missing="$missing chromium-driver"
fi
server=no
for candidate in "$(pg_config --bindir 2>/dev/null || true)/initdb" /usr/lib/postgresql/*/bin/initdb \
    "$(command -v initdb || true)"; do
    if [ -x "$candidate" ]; then server=yes; fi
done
[ "$server" = yes ] || missing="$missing postgresql"

[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Please install:$missing (names of Debian's packages)." >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1; then
    as_root="sudo"
else
    echo "Please run as root: apt-get install$missing" >&2
    exit 1
fi

echo "Installing:$missing"
if [ "$server" = no ] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    # Chorus runs a server of its own; Debian would start another one for the whole machine.
    $as_root mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" | $as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
fi
$as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q
# Word splitting is wanted: one name each.
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
