#!/bin/sh
# The training data of a part: mirrors what is new, asks what the policy keeps, makes a snapshot, and verifies it.
#
#   CHORUS_SERVER=http://localhost:8080 CHORUS_TOKEN_FILE=token.txt sh Examples/training-data.sh exp7 5 v8-part-4
#
# Run it again at any time: what is there is kept, and a snapshot never changes.
set -eu

experiment=$1
part=$2
policy=$3
name="$experiment-part-$part"
data=${DATA:-training-data}
mkdir -p "$data"

# 3: the feed was rewound, and the mirror was pulled anew; it is right all the same.
chorus pull --consumer "$name" --into "$data/mirror" || [ $? = 3 ]

# What raters say about the part before this one: does the policy do what they ask for?
if [ "$part" -gt 1 ]; then
    chorus report "$experiment" --part $((part - 1)) >"$data/$name-before.json"
fi

# 3: a filter never saw anything. Then there is nothing to train with.
chorus policy show "$policy" >"$data/$name-policy.json"
chorus policy dry-run "$data/$name-policy.json"

chorus snapshot create "$name" --policy "$policy" --format supervised
chorus snapshot download "$name" --into "$data/$name"

# The gate: 2 for a damaged file, 4 when somebody withdrew something that is in it.
status=0
chorus curate verify "$data/$name" || status=$?
if [ "$status" = 4 ]; then
    echo "Make a successor: chorus snapshot create $name-b --succeeds $name" >&2
fi
[ "$status" = 0 ] || exit "$status"

echo "Train with $data/$name/data/supervised; then register part $part with \"snapshot\": \"$name\"."
