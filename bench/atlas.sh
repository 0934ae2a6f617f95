#!/usr/bin/env bash
# Times every segment count of three shapes on three runtimes and two data types, and prints what came out as Markdown:
# the times, the fastest runtimes, `vector` against the best of the others, cliffs with their causes, advice and rules.
#
#   bench/atlas.sh > bench/results/NAME.md
#
#   OUT     folder of the whole report: bench/target/atlas
#   BUDGET  time for each runtime: 70s
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out=${OUT:-$home/bench/target/atlas}
"$home/convspectrum" explore "$home/examples/atlas.yaml" --distinct --runtime vector,onnxruntime,onednn --dtype f32,int8 \
  --budget "${BUDGET:-70s}" --out "$out" >/dev/null
python3 "$home/bench/atlas.py" "$out"
