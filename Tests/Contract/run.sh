#!/bin/sh
# Holds a running service against its own OpenAPI document, with every check of schemathesis:
#     run.sh PYTHON SERVER TOKEN CASES [PHASES [SEED]]
# CASES are random ones for each operation. Prints the summary, and what was found; fails when something was.
set -eu
python=$1 server=$2 token=$3 cases=$4 phases=${5:-examples,coverage,fuzzing} seed=${6:-}
here=$(cd "$(dirname "$0")" && pwd)
# It leaves a cache where it runs.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# Pages are for people: their forms carry what only a page can give. Of ratings by the line each is refused by itself, in an
# answer that is a success as a whole: RatingBatchTests looks at those.
env SCHEMATHESIS_HOOKS="$here/hooks.py" CHORUS_TOKEN="$token" "$(dirname "$python")/schemathesis" \
    --config-file "$here/schemathesis.toml" run "$server/openapi.json" \
    --include-path-regex '^/(v1|api|datasets|livez|readyz|metrics|openapi)' --exclude-path /v1/ratings/batch \
    --phases "$phases" --max-examples "$cases" --continue-on-failure --no-shrink \
    ${seed:+--seed "$seed"}
