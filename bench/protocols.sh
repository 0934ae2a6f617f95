#!/usr/bin/env bash
# Whether the protocols quick and jmh come to the same speed-ups: the default example by both, on all
# runtimes, and how many designs agree. Takes some eight minutes; leave the machine alone meanwhile.
#
#   bench/protocols.sh [SPEC]     the bundled example where none is named
#
#   OUT   folder for the runs, the reports and agreement.md: a new one in the folder for temporary files
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out=${OUT:-$(mktemp -d)}
mkdir -p "$out"

for protocol in quick jmh; do
  "$home/convspectrum" explore "$@" --protocol "$protocol" --out "$out/$protocol" \
    --history "$out/runs" --save "$protocol" --format markdown >"$out/$protocol.md"
done
"$home/convspectrum" compare-runs quick jmh --force --history "$out/runs" --format markdown |
  tee "$out/agreement.md"
echo "kept in $out"
