#!/bin/sh
# Every torture with the promised numbers, one after the other; each prints a line of figures. Takes about half
# an hour. With the word `short`, as many as fit into a minute or two.
set -u
cd "$(dirname "$0")"
export PYTHONDONTWRITEBYTECODE=1
failed=0
torture() { python3 "$@" || failed=1; }
if [ "${1:-}" = short ]; then
    torture kills.py 8 40
    torture racers.py 20 20
    torture cuts.py 200
    torture sigterm.py 5
    torture overload.py 5 32
    torture slow_sockets.py 100 5
    torture disk_full.py
else
    torture kills.py
    torture racers.py
    torture cuts.py
    torture sigterm.py
    torture overload.py
    torture slow_sockets.py
    torture disk_full.py
    torture memory.py
fi
exit $failed
