#!/usr/bin/env bash
# How fast a page of 1,000 designs opens, and how fast it answers a click, in a headless Chromium.
# usage: bench/page.sh [RUNS]; exits 1 where the median is beyond 1000 ms to open or 200 ms to answer.
set -euo pipefail
cd "$(dirname "$0")/.."
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
  echo "found no chromium on PATH; nothing to measure" >&2
  exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/thousand.yaml" <<'SPEC'
name: thousand
input: {channels: 96, height: 14, width: 14}
parameters: {segments: [1, 2, 4, 8, 16], c: {range: [32, 1616, 16]}, kernel: [3, 5]}
layers:
  - segmented: {out: $c, segments: $segments, kernel: $kernel}
SPEC
./convspectrum explore "$work/thousand.yaml" --no-measure --max-designs 1000 --format csv \
  --out "$work/report" > "$work/rows.csv"
echo "$(($(wc -l < "$work/rows.csv") - 1)) designs, $(($(wc -c < "$work/report/report.html") / 1000)) kB"
java=java
[[ -n ${JAVA_HOME:-} ]] && java=$JAVA_HOME/bin/java
"$java" bench/PageTimes.java "$browser" "$work/report/report.html" "$work/profile" "${1:-5}"
