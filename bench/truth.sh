#!/usr/bin/env bash
# Counts statements of 'explore' that are not true: the default example is measured on the idle machine, which is
# taken for the truth, and then again and again with a small budget beside processes that compete for the CPUs. Each
# statement of these runs is held against the truth: a finding, a realisation, which design or runtime is the fastest.
# Exits with 1 if more than 5 % of all statements contradict it.
#
#   bench/truth.sh [SPEC]     the bundled example by default
#
#   RUNS       runs beside competing processes: 30. A run takes about a minute
#   BUDGET     their budget for each runtime: 10s
#   COMPETING  processes that never rest beside them: 2
#   TRUTH      budget for each runtime on the idle machine: 40s, the default of 'explore'
#   OUT        folder for what was found; if it has a truth, that is used again, and runs are added. The default is a
#              new temporary folder
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
runs=${RUNS:-30}
competing=${COMPETING:-2}
out=${OUT:-$(mktemp -d)}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
mkdir -p "$out"
competitors=()
rest() { # ends the processes that compete
  for one in ${competitors[@]+"${competitors[@]}"}; do
    kill "$one" 2>/dev/null || true
    wait "$one" 2>/dev/null || true
  done
  competitors=()
}
trap rest EXIT
trap 'exit 130' INT TERM

explore() { # folder, budget, the words of the user
  local folder=$1 budget=$2
  shift 2
  "$home/convspectrum" explore "$@" --budget "$budget" --out "$folder" --format json \
    >/dev/null 2>"$folder.log" || { cat "$folder.log" >&2; exit 1; }
}

if [[ ! -f $out/truth/validation.json ]]; then
  explore "$out/truth" "${TRUTH:-40s}" "$@"
fi
for ((i = 0; i < competing; i++)); do
  (while :; do :; done) &
  competitors+=($!)
done
first=1
while [[ -e $out/run-$first ]]; do ((++first)); done
for ((run = first; run < first + runs; run++)); do
  explore "$out/run-$run" "${BUDGET:-10s}" "$@"
done
rest

echo "what was found is in $out" >&2
# The jar of the command line has the JSON library that Truth.java uses.
"$java" -cp "$home/cli/target/convspectrum.jar" "$home/bench/Truth.java" "$out/truth" "$out"/run-*/
