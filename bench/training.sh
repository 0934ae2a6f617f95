#!/usr/bin/env bash
# How fast networks are trained: images a second beside PyTorch's, in turns on the same threads, and the
# share of the peak of each op. Let nothing else run.
#
#   bench/training.sh [DESIGN ...]      settings of the spec: segments=1,between=none segments=8,between=none ...
#
#   SPEC      the networks: examples/four-stages.yaml
#   DATA      the images: fashion-sample
#   THREADS   threads of both: 2
#   BUDGET    seconds of each measurement: 8
#   ROUNDS    measurements of each design by each: 2
#   PYTHON    a Python that has torch: python3; without one only convspectrum is measured
#
# Builds bench/target/benchmarks.jar if it is missing.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
spec=${SPEC:-$home/examples/four-stages.yaml}
data=${DATA:-fashion-sample}
threads=${THREADS:-2}
seconds=${BUDGET:-8}
python=${PYTHON:-python3}
designs=("$@")
if (($# == 0)); then
  for segments in 1 2 4 8 16 32 depthwise; do designs+=("segments=$segments,between=none"); done
fi
jar=$home/bench/target/benchmarks.jar
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
if [[ ! -f $jar ]]; then
  (cd "$home" && mvn -B -q -Dmaven.test.skip=true -pl bench -am package)
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The options of the process in which `train` computes.
ours() { # ops|-, design
  "$java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -XX:+UseSerialGC -XX:Tier3DelayOn=1000 -XX:InitialRAMPercentage=5 -XX:NewRatio=1 \
    -cp "$jar" convspectrum.bench.TrainingSpeed "$spec" "$data" "$threads" "$seconds" "$1" "$2" 2>/dev/null
}

torch=
if "$python" -c 'import torch' 2>/dev/null; then torch=yes; else echo "$python has no torch: PyTorch is not measured" >&2; fi
for design in "${designs[@]}"; do
  sets=()
  for setting in ${design//,/ }; do sets+=(--set "$setting"); done
  for ((round = 1; round <= ${ROUNDS:-2}; round++)); do
    ops=-
    ((round > 1)) || ops=ops
    ours "$ops" "$design"
    if [[ -n $torch ]]; then
      [[ -f $work/$design.py ]] || "$home/convspectrum" export "$spec" "${sets[@]}" --out "$work/$design.py" >/dev/null
      "$python" "$home/bench/training.py" "$threads" "$seconds" "$work/$design.py"
    fi
  done
done
