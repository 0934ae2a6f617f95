#!/usr/bin/env bash
# What Spark costs: scores the designs of a space in threads of one process and on executors with as many cores, in turn.
#
#   bench/spark.sh [DESIGNS] [CORES]    1000 designs and 2 cores take about 5 minutes
#   bench/spark.sh kill [DESIGNS]       kills an executor in the middle, and compares what is printed
#
# Spark's jars are found as by ./convspectrum --on (docs/scale.md). Prints seconds as the tool says them, without starts:
# the difference of a long run and a short one, each with its own start.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
space=$home/examples/nasbench201.yaml

search() { # DESIGNS FILE OPTIONS…
  local designs=$1 file=$2
  shift 2
  "$home/convspectrum" search "$space" --objective naswot,macs --strategy random --seed 7 --budget "$designs" \
    --journal "$file.journal" --format csv "$@" >"$file" 2>"$file.err" || { cat "$file.err" >&2; return 1; }
}

if [[ ${1:-} == kill ]]; then
  designs=${2:-500}
  search "$designs" "$out/threads" --threads 2
  search "$designs" "$out/spark" --on 'local-cluster[2,1,2048]' &
  pid=$!
  # An executor is killed once a third of the designs are in the journal.
  for ((i = 0; i < 3000; i++)); do
    done=$("$home/convspectrum" journal export "$out/spark.journal" --format csv 2>/dev/null | wc -l) || done=0
    ((done * 3 > designs)) && break
    kill -0 $pid 2>/dev/null || break
    sleep 0.5
  done
  # Of this run alone: its driver is the ancestor of the process that is killed.
  driver=$pid executor=
  descendants() { local child; for child in $(ps -o pid= --ppid "$1"); do echo "$child"; descendants "$child"; done; }
  for child in $(descendants "$driver"); do
    if tr '\0' ' ' <"/proc/$child/cmdline" 2>/dev/null | grep -q CoarseGrainedExecutorBackend; then executor=$child; break; fi
  done
  [[ -n $executor ]] || { echo "no executor was running" >&2; exit 1; }
  kill -KILL "$executor"
  echo "killed executor $executor after $done of $designs designs"
  wait $pid
  cmp "$out/threads" "$out/spark" && echo "the same bytes ($(wc -c <"$out/spark") of them)"
  exit
fi

designs=${1:-1000} cores=${2:-2}
seconds() { # DESIGNS OPTIONS…
  local start=$EPOCHREALTIME file=$out/run$RANDOM
  search "$1" "$file" "${@:2}"
  awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.2f", b - a }'
}
few=$((designs / 10))
for where in "--threads $cores" "--on local-cluster[$cores,1,2048]"; do
  # shellcheck disable=SC2086
  short=$(seconds $few $where) long=$(seconds "$designs" $where)
  awk -v w="$where" -v s="$short" -v l="$long" -v n=$((designs - few)) \
    'BEGIN { printf "%-34s %d designs more take %.1f s (%.1f s with start and the first)\n", w, n, l - s, l }'
done
