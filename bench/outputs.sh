#!/usr/bin/env bash
# Saves in a folder what the commands of README.md and docs/ print and write. If a change must keep all output, the folders of
# two checkouts must not differ:
#
#   bench/outputs.sh before ../old-checkout
#   bench/outputs.sh after
#   diff -r before after
#
# It omits commands that measure, and explore runs with --no-measure. Dates, and how long something took, become 'TIME'.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
out=$(realpath -m "${1:?the folder to write}")
checkout=$(realpath "${2:-$here}")

commands() {
  awk '/^```/ { inside = !inside; next } inside' "$here/README.md" "$here"/docs/*.md |
    sed -n 's/^\(\.\/\)\?convspectrum \(.*\)$/\2/p' | sed 's/ #.*//' | grep -v '\\$' |
    grep -vE '^(measure|machine|calibrate|validate|compare-runs)|latency|^suggest .*--runtime|--save|^proxies (calibrate|score)|^journal' |
    sed -E '/^explore/{/--no-measure/!s/$/ --no-measure/}'
  # Each table in each format, and faulty input.
  for format in table csv json markdown latex; do
    echo "cost examples/spectrum.yaml --by layer --format $format"
    echo "cost zoo:mobilenet-v2 --convention all --format $format"
    echo "compare zoo:mobilenet-v1 zoo:squeezenet-1.0 --format $format"
    echo "explore examples/spectrum.yaml --no-measure --format $format"
    echo "zoo --format $format"
  done
  "$checkout/convspectrum" zoo --format csv | tail -n +2 | cut -d, -f1 | tr -d '"' | sort -u | sed 's/^/cost zoo:/'
  echo "schema"
  echo "proxies list"
  echo "cost zoo:no-such-network"
  echo "cost examples/spectrum.yaml --set segments=7"
  echo "cost no-such-file.yaml"
  echo "search examples/spectrum.yaml --objective no-such"
  echo "search examples/spectrum.yaml --objective macs,params --strategy evolution --budget 12 --seed 3"
  echo "explore --no-measure --format nonsense"
}

rm -rf "$out"
mkdir -p "$out"
cp -r "$here/examples" "$out/examples"
cd "$out"
number=0
while read -r command; do
  number=$((number + 1))
  file=$(printf '%03d.txt' "$number")
  {
    echo "\$ convspectrum $command"
    code=0
    eval "words=($command)" # as the shell of a reader splits it
    COLUMNS=120 "$checkout/convspectrum" "${words[@]}" </dev/null 2>"$file.err" || code=$?
    echo "exit code $code"
    cat "$file.err"
  } >"$file"
  rm "$file.err"
done < <(commands)
find . -type f ! -name '*.onnx' ! -name '*.npy' ! -name '*.png' ! -name '*.journal*' -print0 |
  xargs -0 sed -Ei "s#$checkout#CHECKOUT#g; s/20[0-9]{2}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+Z?/TIME/g; s/[0-9.]+ (ms|s|min) (a|per) design/TIME/g"
echo "$number commands in $out"
