#!/usr/bin/env bash
# What Spark costs: scores the designs of a space in threads of one process and on executors with as many cores, in turn.
#
#   bench/spark.sh [MINUTES] [CORES] [MIB]   5 minutes each, after a minute to warm up, on 2 cores with 3072 MiB of heap each
#   bench/spark.sh kill [DESIGNS]            kills an executor in the middle, and compares what is printed and the journals
#
# Spark's jars are found as by ./convspectrum --on (docs/scale.md). A design is a task of a second and more. Rates are those
# between two of the tool's own lines of progress, so that starts are no part of them; then the run is ended.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out=$(mktemp -d)
space=$home/examples/nasbench201.yaml

descendants() { local child; for child in $(ps -o pid= --ppid "$1"); do echo "$child"; descendants "$child"; done; }
running=
finish() {
  # shellcheck disable=SC2046
  [[ -z $running ]] || kill $(descendants "$running") "$running" 2>/dev/null || true
  rm -rf "$out"
}
trap finish EXIT

if [[ ${1:-} == kill ]]; then
  designs=${2:-500}
  search() { # FILE OPTIONS…
    local file=$1
    shift
    "$home/convspectrum" search "$space" --objective naswot,macs --strategy random --seed 7 --budget "$designs" \
      --journal "$file.journal" --format csv "$@" >"$file" 2>"$file.err" || { cat "$file.err" >&2; return 1; }
  }
  # What a journal holds, whatever the order in which it came.
  entries() { "$home/convspectrum" journal export "$1" --format csv | tail -n +2 | sort; }
  search "$out/threads" --threads 2
  search "$out/spark" --on 'local-cluster[2,1,2048]' &
  running=$!
  # An executor is killed once a third of the designs are in the journal.
  for ((i = 0; i < 3000; i++)); do
    done=$("$home/convspectrum" journal export "$out/spark.journal" --format csv 2>/dev/null | wc -l) || done=0
    ((done * 3 > designs)) && break
    kill -0 "$running" 2>/dev/null || break
    sleep 0.5
  done
  # Of this run alone: its driver is the ancestor of the process that is killed.
  executor=
  for child in $(descendants "$running"); do
    if tr '\0' ' ' <"/proc/$child/cmdline" 2>/dev/null | grep -q CoarseGrainedExecutorBackend; then executor=$child; break; fi
  done
  [[ -n $executor ]] || { echo "no executor was running" >&2; exit 1; }
  kill -KILL "$executor"
  echo "killed executor $executor after $done of $designs designs"
  wait "$running"
  running=
  cmp "$out/threads" "$out/spark" && echo "the same bytes are printed ($(wc -c <"$out/spark") of them)"
  entries "$out/threads.journal" >"$out/threads.entries"
  entries "$out/spark.journal" >"$out/spark.entries"
  # Fewer than designs: those of one graph share an entry.
  [[ -s $out/threads.entries ]] || { echo "found no entries in the journal" >&2; exit 1; }
  cmp "$out/threads.entries" "$out/spark.entries" && echo "the journals hold the same $(wc -l <"$out/spark.entries") entries"
  exit
fi

minutes=${1:-5} cores=${2:-2} mib=${3:-3072}
rate() { # OPTIONS…
  local line now from= begun
  mkfifo "$out/err"
  "$home/convspectrum" proxies score "$space" --sweep op_1_0,op_2_0,op_2_1,op_3_0,op_3_1 --max-designs 3125 \
    --proxies naswot,synflow,zico,jacob_excess --batch 160 --out "$out/scores.csv" "$@" 2>"$out/err" >"$out/said" &
  running=$!
  begun=${EPOCHREALTIME/./}
  while IFS= read -r line; do
    now=${EPOCHREALTIME/./}
    if [[ $line =~ ^scoring:\ ([0-9,]+)\ of ]]; then
      local designs=${BASH_REMATCH[1]//,/}
      if [[ -z $from ]]; then
        ((now - begun < 60000000)) || { from=$now; first=$designs; }
      elif ((now - from >= minutes * 60000000)); then
        break
      fi
    else
      echo "$line" >&2
    fi
  done <"$out/err"
  [[ -n $from ]] || { echo "it ended before there were two lines of progress" >&2; exit 1; }
  # shellcheck disable=SC2046
  kill $(descendants "$running") "$running" 2>/dev/null || true
  wait "$running" 2>/dev/null || true
  running=
  rm -f "$out/err"
  awk -v n=$((designs - first)) -v micros=$((now - from)) 'BEGIN { printf "%d %.1f %.4f", n, micros / 1e6, n / micros * 1e6 }'
}
show() { # NAME DESIGNS SECONDS RATE
  echo "$1: $2 designs in $3 s, $4 a second"
}
# The same memory for both: a heap that is almost full is collected again and again.
read -ra threads <<<"$(CONVSPECTRUM_JAVA_OPTS="${CONVSPECTRUM_JAVA_OPTS:-} -Xmx$((cores * mib))m" rate --threads "$cores")"
show "threads of one process" "${threads[@]}"
read -ra spark <<<"$(rate --on "local-cluster[$cores,1,$mib]")"
show "executors of Spark" "${spark[@]}"
awk -v t="${threads[2]}" -v s="${spark[2]}" 'BEGIN { printf "Spark takes %.1f %% longer\n", 100 * (t / s - 1) }'
