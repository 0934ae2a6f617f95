#!/usr/bin/env bash
# Compares the speed-ups of the protocols quick and jmh: runs the default example by both on all
# runtimes and counts the designs that agree. It takes some eight minutes on an otherwise idle machine.
#
#   bench/protocols.sh [SPEC]     the bundled example by default
#
#   OUT   folder for the runs, the reports and agreement.md: by default a new temporary folder
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
