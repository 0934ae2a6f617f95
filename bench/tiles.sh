#!/usr/bin/env bash
# Prints the share of the machine's peak of each tile that kernels can choose, for each width of
# vectors of this machine; no tile may spill. Run it after every change of a kernel.
#
#   bench/tiles.sh [K ...]      inputs of each sum: 256 728
#
# Builds bench/target/benchmarks.jar if it is missing. The exit code is 1 if a tile is below 85 %.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jar=$home/bench/target/benchmarks.jar
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
if [[ ! -f $jar ]]; then
  (cd "$home" && mvn -B -q -Dmaven.test.skip=true -pl bench -am package)
fi

kernels=convspectrum.executor.vector.code.*::run
failed=0
widths=("")
grep -qw avx512f /proc/cpuinfo 2>/dev/null && widths+=("-XX:UseAVX=2")
grep -qw avx2 /proc/cpuinfo 2>/dev/null && widths+=("-XX:UseAVX=2 -XX:MaxVectorSize=16")
for width in "${widths[@]}"; do
  printf '\n## %s\n' "${width:-as the machine is}"
  # shellcheck disable=SC2086 # the options are words
  "$java" $width --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
    -XX:-UseFPUForSpilling -XX:Tier3DelayOn=1000 -XX:+UseG1GC -XX:G1HeapRegionSize=1m \
    -XX:+UseTransparentHugePages -XX:CompileCommand=quiet \
    "-XX:CompileCommand=CompileThresholdScaling,$kernels,0.05" \
    "-XX:CompileCommand=BackgroundCompilation,$kernels,false" \
    -cp "$jar" convspectrum.bench.TileShares "$@" 2>/dev/null || failed=1
done
exit $failed
