#!/usr/bin/env bash
# Kills searches, explorations and calibrations at random moments, and lets them run out of disk space. Each run that
# is resumed must give the results of a run that nobody stopped, and no result file may be there in part.
#
#   bench/crash.sh
#
#   TIME      seconds after which no further kill begins: 3600
#   KILLS     SIGKILLs in all: 1000
#   FULL      points at which there is no space left: 50
#   SEED      of the random moments: 1
#   WORK      folder for all files; a campaign in an existing one continues where it was stopped
#
# What is killed is the whole group of processes, the JVMs that compute included. Space runs out by 'ulimit -f', and for
# root on a tmpfs of that size as well. Exits with 1 if a resumed run differs or a file is there in part.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
time=${TIME:-3600} kills=${KILLS:-1000} full=${FULL:-50}
if [[ -n ${WORK:-} ]]; then
  work=$WORK
  mkdir -p "$work"
else
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi
# A campaign that continues draws other moments than it drew before.
done_kills=$(cat "$work/kills" 2>/dev/null || echo 0)
done_full=$(cat "$work/full" 2>/dev/null || echo 0)
RANDOM=$((${SEED:-1} + done_kills + done_full))

cat >"$work/space.yaml" <<'SPEC'
name: crash
input: {channels: 16, height: 6, width: 6}
parameters:
  segments: [1, 2, 4, 8, 16]
  out: [16, 32, 48, 64]
  kernel: [3, 5]
references:
  regular: [conv: {out: 16, kernel: 3}]
baseline: regular
layers:
  - segmented: {out: $out, segments: $segments, kernel: $kernel}
SPEC
{
  echo segments,out,kernel,accuracy
  for s in 1 2 4 8 16; do for o in 16 32 48 64; do for k in 3 5; do echo "$s,$o,$k,$((60 + o / 4 + k - s / 2))"; done; done; done
} >"$work/table.csv"

commands=(search explore calibrate)

run() { # command, folder: writes its results into folder/out and keeps folder/journal
  local folder=$2
  case $1 in
    search)
      exec "$home/convspectrum" search "$work/space.yaml" --objective proxy,macs --budget 10 --seed 5 \
        --journal "$folder/journal" --out "$folder/out" ;;
    explore) exec "$home/convspectrum" explore "$work/space.yaml" --no-measure --out "$folder/out" ;;
    calibrate)
      mkdir -p "$folder/out"
      exec "$home/convspectrum" proxies calibrate "$work/space.yaml" --table "$work/table.csv" --accuracy accuracy \
        --proxies naswot --sample 10 --format csv \
        --columns proxy,spearman,kendall,spearman_top,over_macs,unscored --journal "$folder/journal" --plot "$folder/out/plot.png" ;;
  esac
}

# Data on standard output are results too: they go to a file that only a run that ended well leaves behind.
whole_run() { # command, folder
  (run "$1" "$2") >"$2/stdout.part" 2>"$2/stderr" && mv "$2/stdout.part" "$2/stdout"
}

# What must be equal: all results, without what tells when and how long, and where.
results() { # folder
  (cd "$1" && { [[ -f stdout ]] && printf 'stdout\n'; find out -type f 2>/dev/null; } | sort | while read -r file; do
    case $file in
      *.png) printf '%s %s\n' "$file" "$(cksum <"$file")" ;;
      *) printf '%s %s\n' "$file" "$(sed -E -e "s|$1|FOLDER|g" -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+Z?//g' "$file" | cksum)" ;;
    esac
  done)
}

fail() { printf 'FAILED: %s\n' "$*" >&2; echo "$*" >>"$work/failures"; }

reference() { # command: a run that nobody stops, and how long it takes in milliseconds
  local folder=$work/reference-$1 began
  [[ -f $folder/milliseconds ]] && return
  rm -rf "$folder" && mkdir -p "$folder"
  whole_run "$1" "$folder" || { cat "$folder/stderr" >&2; exit 1; }
  results "$folder" >"$folder.results"
  # The second run, without the first use of anything, says how long a run takes.
  mkdir -p "$folder-again"
  began=$(date +%s%N)
  whole_run "$1" "$folder-again"
  results "$folder-again" | diff "$folder.results" - >&2 || { echo "$1 is not reproducible" >&2; exit 1; }
  echo $((($(date +%s%N) - began) / 1000000)) >"$folder/milliseconds"
}

# Files of a stopped run: each as the reference has it, or not there.
require_whole() { # command, folder, what happened
  local extra
  extra=$(results "$2" | grep -vxF -f "$work/reference-$1.results" || true)
  [[ -z $extra ]] || fail "$1 after $3 left in $2: $extra"
}

resume() { # command, folder, what happened
  whole_run "$1" "$2" || fail "$1 cannot go on after $3 in $2: $(tail -1 "$2/stderr")"
  if results "$2" | diff "$work/reference-$1.results" - >"$2/difference"; then
    rm -rf "$2"
  else
    fail "$1 gives other results after $3 in $2"
  fi
}

kill_once() { # command, folder
  local pid most wait
  most=$(cat "$work/reference-$1/milliseconds")
  wait=$((RANDOM * 32768 + RANDOM))
  wait=$((wait % (most + most / 10)))
  setsid bash -c "$(declare -f run); home='$home' work='$work'; run $1 '$2'" >"$2/stdout.part" 2>"$2/stderr" &
  pid=$!
  sleep "$((wait / 1000)).$(printf %03d $((wait % 1000)))"
  kill -KILL -- "-$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
}

full_once() { # command, folder, kibibytes, "limit" or "tmpfs"
  local code=0
  if [[ $4 == tmpfs ]]; then
    mount -t tmpfs -o "size=${3}k" convspectrum-crash "$2"
  fi
  (if [[ $4 == limit ]]; then ulimit -f "$3"; fi; run "$1" "$2") >"$work/stdout.full" 2>"$work/stderr.full" || code=$?
  if grep -qE 'internal error|^Exception|^\s+at ' "$work/stderr.full"; then
    fail "$1 with $3 KiB ($4): $(head -1 "$work/stderr.full")"
  fi
  if [[ $code -gt 2 ]]; then fail "$1 with $3 KiB ($4) ends with $code"; fi
  require_whole "$1" "$2" "$3 KiB ($4)"
  if [[ $4 == tmpfs ]]; then
    mount -o remount,size=64m "$2"
    whole_run "$1" "$2" || fail "$1 cannot go on after $3 KiB (tmpfs): $(tail -1 "$2/stderr")"
    results "$2" | diff "$work/reference-$1.results" - >/dev/null || fail "$1 gives other results after $3 KiB (tmpfs)"
    umount "$2"
  else
    resume "$1" "$2" "$3 KiB (limit)"
  fi
}

"$home/convspectrum" --version >/dev/null # builds, so that no build is killed
for command in "${commands[@]}"; do reference "$command"; done

while ((done_kills < kills && SECONDS < time)); do
  command=${commands[done_kills % ${#commands[@]}]}
  folder=$work/kill-$command
  rm -rf "$folder" && mkdir -p "$folder"
  rounds=$((1 + RANDOM % 6)) # so often is one run stopped before it may end
  for ((i = 0; i < rounds && done_kills < kills && SECONDS < time; i++)); do
    kill_once "$command" "$folder"
    require_whole "$command" "$folder" "kill $((++done_kills))"
    echo "$done_kills" >"$work/kills"
  done
  resume "$command" "$folder" "kill $done_kills"
  [[ -t 2 ]] && printf '\r%d of %d kills' "$done_kills" "$kills" >&2
done

while ((done_full < full && SECONDS < time)); do
  command=${commands[done_full % ${#commands[@]}]}
  kind=limit
  if ((EUID == 0 && done_full % 2 == 1)); then kind=tmpfs; fi
  folder=$work/full-$command
  rm -rf "$folder" && mkdir -p "$folder"
  full_once "$command" "$folder" $((4 + RANDOM % 400)) "$kind"
  echo "$((++done_full))" >"$work/full"
  [[ -t 2 ]] && printf '\r%d of %d times without space' "$done_full" "$full" >&2
done

failures=$(cat "$work/failures" 2>/dev/null || true)
printf '%d kills and %d times without space over %s: %d failures\n' \
  "$done_kills" "$done_full" "${commands[*]}" "$(grep -c . <<<"$failures" || true)"
[[ -z $failures ]]
