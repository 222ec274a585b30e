#!/bin/sh
# Runs every test, and says again at the end which failed: among ten thousand lines nobody finds one.
set -u
cd "$(dirname "$0")/.."
mkdir -p .build
log=.build/test.log
{
    SWIFT_BACKTRACE=enable=no "${SWIFT:-swift}" test --experimental-maximum-parallelization-width 6 "$@" 2>&1
    echo $? >.build/test.status
} | tee "$log"
status=$(cat .build/test.status)
if [ "$status" -ne 0 ]; then
    echo "What failed (all of it is in $log):"
    grep -E '✘|↳|: error: |Fatal error' "$log" | head -n 100
fi
exit "$status"
