#!/bin/sh
# Fuzzes every parser with libFuzzer and the address sanitizer, each for SECONDS (60), from the tests' fixtures on.
#   sh Fuzz/run.sh [TARGET ...]     a target is json, sentiment, or logs/FORMAT with a fixture folder's name
# No input may crash, take over a second or allocate 64 MiB at once. What does is kept in .build-fuzz/findings.
set -eu
cd "$(dirname "$0")/.."
seconds=${SECONDS_EACH:-60}
fixtures=Tests/ChatLogsTests/Fixtures
work=.build-fuzz
swift=${SWIFT:-swift}
[ $# -gt 0 ] || set -- json sentiment $(cd "$fixtures" && ls -d */ | sed 's|\(.*\)/|logs/\1|')

mkdir -p "$work/findings"
for program in $(printf '%s\n' "$@" | cut -d/ -f1 | sort -u); do
    # gold, the default linker, cannot link what the sanitizers need.
    CHORUS_FUZZ=1 "$swift" build --configuration release --scratch-path "$work" --product "fuzz-$program" \
        -Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld >"$work/build.$$.log" 2>&1 \
        || { cat "$work/build.$$.log"; exit 1; }
done

failed=0
for target in "$@"; do
    program=${target%%/*}
    corpus="$work/corpus/$target"
    mkdir -p "$corpus"
    case $target in
        logs/*) seeds="$fixtures/${target#*/}" ;;
        *) seeds="$fixtures" ;;
    esac
    find "$seeds" -type f | while read -r file; do cp "$file" "$corpus/$(printf '%s' "$file" | tr '/ ' '__')"; done
    printf '%-32s' "$target"
    if SWIFT_BACKTRACE=enable=no "$work/release/fuzz-$program" -max_total_time="$seconds" -timeout=1 \
        -malloc_limit_mb=64 -max_len=65536 -print_final_stats=1 -verbosity=1 \
        -artifact_prefix="$work/findings/$(printf '%s' "$target" | tr / -)-" "$corpus" \
        >"$work/last.$$.log" 2>&1
    then sed -n 's/^stat::number_of_executed_units: */ok, inputs: /p' "$work/last.$$.log"
    else
        failed=1
        echo "FAILED, see $work/findings"
        grep -E '^(SUMMARY|==|ALARM|artifact)|Test unit written|rror' "$work/last.$$.log" | head -n 5
    fi
done
exit $failed
