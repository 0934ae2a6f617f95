#!/usr/bin/env bash
# Kills commands at random moments, and lets them run out of disk space. What is run again must give the results of a run
# that nobody stopped; no result file may be there in part, nothing may be left behind, and no output may be lost silently.
#
#   bench/crash.sh                                  # 1000 kills and 50 times without space, about an hour
#   WORK=crash TIME=600 bench/crash.sh              # ten minutes; the same again goes on where it was stopped
#   WORK=crash KILLS=0 FULL=50 bench/crash.sh       # the full disks only
#
#   KILLS     SIGKILLs in all that hit a running command: 1000
#   FULL      points in all at which a command had no space left: 50
#   TIME      seconds after which no further one begins: 3600
#   SEED      of the random moments: 1
#   WORK      folder for all files and totals, to go on with later; a temporary one without it
#
# Commands: a search and a calibration with their journals, an exploration, a training with its checkpoints, a study of trainings, and a run on
# ONNX Runtime that first unpacks its libraries; each with caches and temporary files of its own. What is killed is the
# whole group of processes, the JVMs that compute included: two thirds at a moment of the run, one third just after a file is begun. Space runs out by
# 'ulimit -f', and where a tmpfs can be mounted by one that is too small, in turns.
#
# Ctrl-C, or SIGTERM, ends it with its totals. Exits with 1 if anything failed; what it failed on is kept in WORK. The checkout
# must not change meanwhile, since its launcher would build again.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
time=${TIME:-3600} most_kills=${KILLS:-1000} most_full=${FULL:-50}
if [[ -n ${WORK:-} ]]; then
  mkdir -p "$WORK"
  work=$(cd "$WORK" && pwd)
else
  work=$(mktemp -d)
fi

stop=0 pid=0
trap 'stop=1' INT TERM

unmount() { ! mountpoint -q "$work/run" 2>/dev/null || umount -l "$work/run"; }

finish() {
  [[ $pid == 0 ]] || kill -KILL -- "-$pid" 2>/dev/null || true
  unmount
  [[ -n ${WORK:-} || -s $work/failures ]] || rm -rf "$work"
}
trap finish EXIT
unmount # of a campaign that was killed itself

# Totals of all calls with the same WORK: kills, times without space, runs compared with the reference, seconds.
kills=0 full=0 compared=0 seconds=0
if [[ -f $work/totals ]]; then read -r kills full compared seconds <"$work/totals"; fi
before=$seconds
keep() { printf '%d %d %d %d\n' "$kills" "$full" "$compared" $((before + SECONDS)) >"$work/totals"; }
# A campaign that goes on draws other moments than before.
RANDOM=$((${SEED:-1} + kills + full + before))

failures() { if [[ -f $work/failures ]]; then wc -l <"$work/failures"; else echo 0; fi; }

totals() {
  printf '%d of %d kills, %d of %d times without space, %d runs compared with an uninterrupted one, %d failures, %d s' \
    "$kills" "$most_kills" "$full" "$most_full" "$compared" "$(failures)" $((before + SECONDS))
}

told=-100
progress() {
  keep
  if [[ -t 2 ]]; then
    printf '\r\e[K%s' "$(totals)" >&2
  elif ((SECONDS - told >= 30)); then
    told=$SECONDS
    printf '%s\n' "$(totals)" >&2
  fi
}

# The folder of a failed run is kept.
fail() {
  local kept
  if ((stop)); then return; fi # the signal may have hit what found it
  kept=$work/failed-$(($(failures) + 1))
  printf '%sFAILED: %s; see %s\n' "$([[ -t 2 ]] && printf '\r\e[K')" "$*" "$kept" >&2
  printf '%s\n' "${*//$'\n'/ }" >>"$work/failures"
  cp -r "$run" "$kept" 2>/dev/null || true
  cp "$work/stderr" "$kept/stderr" 2>/dev/null || true
}

# A pause without a process for it; ends early at a signal.
mkfifo "$work/never" 2>/dev/null || true
exec 3<>"$work/never"
pause() { # milliseconds
  read -r -t "$(($1 / 1000)).$(printf %03d $(($1 % 1000)))" -u 3 || true
}

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

cat >"$work/trained.yaml" <<'SPEC'
name: trained
input: {channels: 1, height: 28, width: 28}
layers:
  - conv: {out: 8, kernel: 3, stride: 4, norm: batch, activation: relu}
  - global-pool
  - flatten
  - linear: 10
SPEC

commands=(search explore calibrate run train study)
run=$work/run # the folder of the command that runs

# Runs in $run with results in out, journal, caches and temporary files there. Data on standard output are results too.
invoke() { # command, kibibytes that a file may have
  local arguments
  mkdir -p out temporary
  case $1 in
    search) arguments=(search "$work/space.yaml" --objective proxy,macs --budget 10 --seed 5 --journal journal --out out) ;;
    explore) arguments=(explore "$work/space.yaml" --no-measure --out out) ;;
    calibrate)
      arguments=(proxies calibrate "$work/space.yaml" --table "$work/table.csv" --accuracy accuracy --proxies naswot --sample 10
        --format csv --columns proxy,spearman,kendall,spearman_top,over_macs,unscored --journal journal --plot out/plot.png)
      ;;
    train)
      arguments=(train "$work/trained.yaml" --data fashion-sample --epochs 4 --seeds 2 --out out
        --format csv --columns model,test_accuracy,validation_accuracy)
      ;;
    study)
      arguments=(train study segments --data fashion-sample --only segments=8,32 --equal width --epochs 1 --seeds 2 --most-seeds 2
        --no-measure --out out --format csv)
      ;;
    run) arguments=(run "$work/space.yaml" --set segments=4 --set out=32 --set kernel=3 --runtime onnxruntime --output out/output.npy) ;;
  esac
  export XDG_CACHE_HOME=$cache CONVSPECTRUM_JAVA_OPTS="-Djava.io.tmpdir=$PWD/temporary ${CONVSPECTRUM_JAVA_OPTS:-}"
  [[ -z $2 ]] || ulimit -f "$2"
  exec "$home/convspectrum" "${arguments[@]}"
}

begin() { # command, kibibytes that a file may have: in a process group of its own, whose number is $pid
  setsid bash -c "$(declare -f invoke); home='$home' work='$work' cache='$cache'; cd '$run' && invoke '$1' '${2:-}'" \
    </dev/null >"$run/stdout.part" 2>"$work/stderr" 3>&- &
  pid=$!
}

# Waits for the command, and sets $code: that of the command, or 137 where it was killed.
await() {
  code=0
  { wait "$pid"; } 2>/dev/null || code=$? # without the shell's word of what was killed
  if ((stop)); then # a signal ends wait, not the command
    kill -KILL -- "-$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  fi
  pid=0
  if [[ $code == 0 ]]; then mv "$run/stdout.part" "$run/stdout"; fi
}

anew() { # folder for caches: without one those of the run, which are empty
  rm -rf "$run" && mkdir "$run"
  cache=${1:-$run/cache}
}

# Takes out the images a second of a training: the last of many columns, a field of JSON, and a row of the page.
speed='s/^(trained,([^,]*,){10,}).*/\1/; s/"images_per_second": (null|[0-9.e+]+)//; /^<tr><th scope="row">trained/d'

# What must be equal: all results, without what tells when, where and how fast. A report that
# was there is kept in report.previous.
results() { # folder; "previous" for what is kept as well, under the name that it had
  local file name
  (
    cd "$1"
    { find stdout out -type f 2>/dev/null || true; } | sort | while read -r file; do
      name=$file
      if [[ $file == *report.previous* ]]; then
        [[ ${2:-} == previous ]] || continue
        name=out/${file##*/}
      fi
      case $file in
        *.png | *.npy | *.onnx | *.state) printf '%s %s\n' "$name" "$(cksum <"$file")" ;;
        *) printf '%s %s\n' "$name" "$(sed -E -e "s|$work/[a-z-]*|FOLDER|g" -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+Z?//g' \
          -e "$speed" "$file" | cksum)" ;;
      esac
    done
  )
}

reference() { # command: two runs that nobody stops, the second of which says how long a run takes
  local began kept=$work/reference-$1
  [[ ! -f $kept.milliseconds ]] || return 0
  rm -rf "$kept" "$kept".*
  anew
  begin "$1"
  await
  if ((stop)); then return; fi
  [[ $code == 0 ]] || { cat "$work/stderr" >&2; exit 1; }
  results "$run" >"$kept.results"
  # The largest file and all files, in KiB: with caches, and without them.
  find "$run" -type f -printf '%k\n' | sort -n | awk '{ all += $1 } END { print $1, all }' >"$kept.sizes"
  find "$run" -type f ! -path '*/cache/*' -printf '%k\n' | sort -n | awk '{ all += $1 } END { print $1, all }' >"$kept.warm-sizes"
  mv "$run" "$kept"
  anew
  began=$(date +%s%N)
  begin "$1"
  await
  if ((stop)); then return; fi
  results "$run" | diff "$kept.results" - >&2 || { echo "$1 is not reproducible" >&2; exit 1; }
  echo $((($(date +%s%N) - began) / 1000000)) >"$kept.milliseconds"
}

# Files of a stopped command: each as the reference has it, or under a name that begins with a dot, or a checkpoint.
require_whole() { # command, what happened
  local extra
  extra=$(results "$run" previous | grep -vE '^out/(\.|checkpoints/)' | grep -vxF -f "$work/reference-$1.results" || true)
  [[ -z $extra ]] || fail "$1 after $2 left $extra"
}

# A command that came to its end: it has all results, and what stopped ones left behind is gone.
require_equal() { # command, what happened
  local left
  compared=$((compared + 1))
  if ! results "$run" | diff "$work/reference-$1.results" - >"$work/difference"; then
    fail "$1 gives other results after $2: $(head -3 "$work/difference" | tr '\n' ' ')"
  fi
  left=$(cd "$run" && find . -name '.*.????????-????-????-????-????????????' -o -type f \( -path './temporary/*' -o -path '*/JNA/*' \))
  [[ -z $left ]] || fail "$1 left files behind after $2: $left"
}

go_on() { # command, what happened
  begin "$1"
  await
  if ((stop)); then return; fi
  if [[ $code == 0 ]]; then
    require_equal "$1" "$2"
  else
    fail "$1 cannot go on after $2: code $code, $(tail -1 "$work/stderr")"
  fi
}

kill_once() { # command: sets $code
  local most waited=0
  most=$(<"$work/reference-$1.milliseconds")
  begin "$1"
  if ((RANDOM % 3)); then
    pause $(((RANDOM * 32768 + RANDOM) % most))
  else
    # Until a file is begun; what was written by a run before is there already.
    touch "$work/begun"
    while ((waited < 2 * most)) && kill -0 "$pid" 2>/dev/null &&
      [[ -z $(find "$run/out" "$cache" -type f -newer "$work/begun" -print -quit 2>/dev/null) ]]; do
      pause 30
      waited=$((waited + 30))
    done
    pause $((RANDOM % 60))
  fi
  kill -KILL -- "-$pid" 2>/dev/null || true
  await
}

kill_some() { # command: stops it up to six times, then lets it end
  local i rounds=$((1 + RANDOM % 6))
  anew
  for ((i = 0; i < rounds && kills < most_kills && !stop; i++)); do
    kill_once "$1"
    if ((stop)); then return; fi
    if [[ $code != 137 ]]; then break; fi # it was quicker
    kills=$((kills + 1))
    require_whole "$1" "kill $kills"
    progress
  done
  if [[ $code == 137 ]]; then
    go_on "$1" "kill $kills"
  elif [[ $code == 0 ]]; then
    require_equal "$1" "kill $kills"
  else
    fail "$1 ended with code $code after kill $kills: $(tail -1 "$work/stderr")"
  fi
}

fill_once() { # command, "limit" or "tmpfs"
  local largest all kind=sizes what size
  anew
  # Every other time the libraries are unpacked already, so that space runs out later.
  if ((RANDOM % 2)); then
    kind=warm-sizes cache=$work/reference-$1/cache
  fi
  read -r largest all <"$work/reference-$1.$kind"
  if [[ $2 == tmpfs ]]; then
    size=$((4 + (RANDOM * 32768 + RANDOM) % all))
    mount -t tmpfs -o "size=${size}k" convspectrum-crash "$run"
    begin "$1"
  else
    # Every other time there is a journal of a run that was stopped.
    if ((RANDOM % 2)); then kill_once "$1"; fi
    if ((stop)); then return; fi
    size=$((1 + (RANDOM * 32768 + RANDOM) % largest))
    begin "$1" "$size"
  fi
  what="$size KiB ($2)"
  await
  if ((stop)); then return; fi
  if [[ $code == 0 ]]; then
    require_equal "$1" "$what"
  else
    full=$((full + 1))
    if [[ $code != 1 ]] || grep -qE 'internal error|^Exception|^\s+at ' "$work/stderr"; then
      fail "$1 with $what ends with $code: $(head -1 "$work/stderr")"
    elif ! grep -qiE 'space|too large|full|disk' "$work/stderr"; then
      fail "$1 with $what does not say why it failed: $(tail -1 "$work/stderr")"
    fi
    require_whole "$1" "$what"
    if [[ $2 == tmpfs ]]; then mount -o remount,size=512m "$run"; fi
    go_on "$1" "$what"
  fi
  unmount
  progress
}

SECONDS=0
"$home/convspectrum" --version >/dev/null # builds, so that no build is killed
built=$(cksum <"$home/cli/target/convspectrum.jar")
if [[ $(cat "$work/built" 2>/dev/null) != "$built" ]]; then
  rm -rf "$work"/reference-*
  echo "$built" >"$work/built"
fi
for command in "${commands[@]}"; do
  if ((!stop)); then reference "$command"; fi
done

kinds=(limit tmpfs)
mkdir -p "$run"
if mount -t tmpfs -o size=64k convspectrum-crash "$run" 2>/dev/null; then
  unmount
else
  kinds=(limit)
  echo "no tmpfs can be mounted here: space runs out by ulimit alone" >&2
fi

# Full disks in between, so that a campaign that is stopped early has some of both.
turn=$((kills + full))
while (((kills < most_kills || full < most_full) && SECONDS < time && !stop)); do
  command=${commands[turn % ${#commands[@]}]}
  if ((full < most_full && (kills >= most_kills || full * most_kills <= kills * most_full))); then
    fill_once "$command" "${kinds[turn / ${#commands[@]} % ${#kinds[@]}]}"
  else
    kill_some "$command"
  fi
  turn=$((turn + 1))
done

keep
[[ ! -t 2 ]] || printf '\r\e[K' >&2
printf '%s\n' "$(totals)"
if [[ $(failures) != 0 ]]; then exit 1; fi
if ((stop)); then exit 130; fi
