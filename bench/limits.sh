#!/usr/bin/env bash
# Checks whether the limits that 'convspectrum machine' measures can be believed: runs agree with each
# other and with a loop of multiply-adds in C, and beside programs that compete for the CPUs no
# wrong figure is kept. Exits with 1 if a check fails.
#
#   bench/limits.sh quiet       on a machine that does nothing else
#   bench/limits.sh competing   beside two processes that this script starts
#
#   RUNS   number of further runs: 20. A run takes 7 s, beside other programs up to 25 s
#   OUT    folder for the results; if it exists, they are added. The default is a new temporary
#          folder
#   JAVA_TOOL_OPTIONS=-XX:UseAVX=2   for 256-bit registers where there are wider ones
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mode=${1:-quiet}
runs=${RUNS:-20}
out=${OUT:-$(mktemp -d)}
[[ $mode == quiet || $mode == competing ]] || { echo "quiet or competing, not $mode" >&2; exit 2; }
mkdir -p "$out"
table=$out/$mode.tsv
competitors=()
trap 'for one in "${competitors[@]}"; do kill "$one"; done' EXIT

value() { # key, file: the number or word behind the first such key
  sed -n "s/.*\"$1\" *: *\"\{0,1\}\([^\",}]*\).*/\1/p" "$2" | head -1
}

c_loop() { # bits
  local flags
  case $(uname -m)-$1 in
    x86_64-512) flags=-mavx512f ;;
    x86_64-256) flags="-mavx2 -mfma" ;;
    x86_64-128) flags=-mfma ;;
    aarch64-128) flags= ;;
    *) return 1 ;;
  esac
  # shellcheck disable=SC2086 # the flags are words
  [[ -x $out/fma-$1 ]] || gcc -O2 $flags -o "$out/fma-$1" "$home/bench/fma.c" || return 1
  "$out/fma-$1"
}

if ! command -v gcc >/dev/null; then
  echo "skipped: there is no gcc here to compile the loop that limits are held against" >&2
  exit 0
fi

if [[ $mode == competing ]]; then
  for _ in 1 2; do
    (while :; do :; done) &
    competitors+=($!)
  done
fi

for ((run = 1; run <= runs; run++)); do
  cache=$(mktemp -d)
  XDG_CACHE_HOME=$cache "$home/convspectrum" machine --format json >"$out/last.json" 2>"$out/last.err"
  kept=no
  compgen -G "$cache/convspectrum/limits-*.json" >/dev/null && kept=yes
  rm -rf "$cache"
  bits=$(value vector_bits "$out/last.json")
  if ! c=$(c_loop "$bits"); then
    echo "skipped: no loop in C for $(uname -m) with $bits bits" >&2
    exit 0
  fi
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$(value peak_gflops_one_thread "$out/last.json")" \
    "$(value peak_gflops_all_threads "$out/last.json")" "$(value threads "$out/last.json")" \
    "$(value trust "$out/last.json")" "$kept" "$c" | tee -a "$table"
done

awk -F '\t' -v mode="$mode" '
  function off(x, y) { return x > y ? x / y - 1 : 1 - x / y }
  {
    n++; threads = $3; one[n] = $1; all[n] = $2; kept[n] = $5 == "yes"; count += kept[n]
    if (n == 1 || $1 < low) low = $1
    if ($1 > high) high = $1
    if ($6 > c) c = $6
  }
  END {
    for (i = 1; i <= n; i++) {
      far = off(one[i], c) > off(all[i], threads * c) ? off(one[i], c) : off(all[i], threads * c)
      if (far > worst) worst = far
      if (kept[i] && far > 0.12) wrong++
    }
    printf "%d runs %s: the peak of one thread was %.1f to %.1f GFLOP/s, %.1f %% apart; a loop in C reached %.1f.\n",
      n, mode, low, high, 100 * (1 - low / high), c
    printf "Peaks of one and of %d threads were %.1f %% from that at most. %d runs kept their limits, of which %d were wrong by more than 12 %%.\n",
      threads, 100 * worst, count, wrong
    exit wrong > 0 || (mode == "quiet" && (low < 0.9 * high || worst > 0.12))
  }' "$table"
echo "what was found is in $out"
