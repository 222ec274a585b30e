#!/bin/sh
# Makes a Python with packages from PyPI, once: environment.sh FOLDER REQUIREMENTS [OPTION OF PIP]... Prints the path of
# its interpreter. Ends with status 75 and a reason where PyPI cannot be reached.
set -eu
folder=$1
wanted=$(cat "$2"; if command -v java >/dev/null 2>&1 && grep -q '^datasets' "$2"; then echo "pyspark==3.5.6"; fi)
shift 2
if [ "$(cat "$folder/installed.txt" 2>/dev/null || true)" != "$wanted" ]; then
    rm -rf "$folder"
    mkdir -p "$folder"
    python3 -m venv "$folder/venv" >"$folder/log" 2>&1 || {
        tail -3 "$folder/log" >&2
        echo "python3 cannot make an environment; Debian's package is python3-venv" >&2
        exit 1
    }
    echo "$wanted" >"$folder/requirements.txt"
    if ! "$folder/venv/bin/pip" install --quiet "$@" --requirement "$folder/requirements.txt" >"$folder/log" 2>&1; then
        if grep -q -i -E "connection|resolve|timed out|unreachable|No matching distribution" "$folder/log"; then
            echo "PyPI cannot be reached: $(grep -i error "$folder/log" | tail -1)" >&2
            exit 75
        fi
        tail -5 "$folder/log" >&2
        exit 1
    fi
    echo "$wanted" >"$folder/installed.txt"
fi
echo "$folder/venv/bin/python"
