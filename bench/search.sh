#!/usr/bin/env bash
# Compares two ways of searching examples/search-space.yaml (26.9 million designs of segmented blocks) for
# the rank-sum of proxies and latency, over several seeds. Hypervolumes with one reference, the
# differences pair by pair, and the time that each search took go to bench/results as a Markdown table.
#
#   bench/search.sh                     guided against random search, the same number of designs each
#   bench/search.sh predicted           guided search with predicted latency against measured latency alone. A
#                                       latency table must be in convspectrum-out. PREDICTED is the number
#                                       of designs that take as long with predictions as BUDGET measured ones
#
#   SPACE     examples/search-space.yaml
#   RUNTIME   whose latency: onnxruntime
#   SEEDS     1 2 3 4 5
#   BUDGET    designs of each search: 300
#   PREDICTED designs of the search with predicted latency: 600
#   THREADS   that score proxies: 2
#   WORK      folder for journals and reports; searches in an existing one continue
#
# Searches of equal seed rank proxies within the same sample of designs. Latencies are taken as ratios
# to the baseline, which is measured in the same rounds, and of the front alone, which is measured
# afresh when a search ends: designs that were picked because of a lucky measurement do not count.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
space=${SPACE:-$home/examples/search-space.yaml}
runtime=${RUNTIME:-onnxruntime}
seeds=${SEEDS:-1 2 3 4 5}
budget=${BUDGET:-300}
predicted=${PREDICTED:-600}
threads=${THREADS:-2}
results=$home/bench/results
if [[ -n ${WORK:-} ]]; then
  work=$WORK
  mkdir -p "$work"
else
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi

case ${1:-random} in
  random)
    ways=(guided random)
    title='Guided against random search'
    how="$budget designs each"
    ;;
  predicted)
    ways=(predicted measured)
    title='Search with predicted latency against search with measured latency'
    how="$predicted designs with predictions and $budget without"
    ;;
  *)
    echo "found $1; expected random or predicted" >&2
    exit 2
    ;;
esac

search() { # way, seed
  local folder=$work/$1-$2 began=$SECONDS latency=$runtime-latency strategy=guided designs=$budget
  case $1 in
    random) strategy=random ;;
    predicted) latency=$runtime-predicted-latency designs=$predicted ;;
  esac
  mkdir -p "$folder"
  "$home/convspectrum" search "$space" --objective "proxy,$latency" --strategy "$strategy" --seed "$2" \
    --budget "$designs" --threads "$threads" --journal "$folder/journal" --out "$folder" >/dev/null
  [[ -f $folder/seconds ]] || echo $((SECONDS - began)) >"$folder/seconds"
  # The milliseconds of the baseline, in units of which the search gives all latencies.
  "$home/convspectrum" journal export "$folder/journal" --format csv | awk -F, '$2 ~ /^baseline / { print $3; exit }' \
    >"$folder/baseline"
}

points() { # way, seed: of each design of the front the rank-sum, and log10 of the latency over the baseline
  awk -v baseline="$(cat "$work/$1-$2/baseline")" -v latency="$runtime-latency" '
    { sub(/^("[^"]*"|[^,]*),/, "") } # the design, which holds commas
    NR == 1 { split($0, names, ","); for (i in names) at[names[i]] = i; next }
    { split($0, cells, ","); print cells[at["proxy"]], log(cells[at[latency]] / baseline) / log(10) }
  ' "$work/$1-$2/front.csv"
}

volume() { # least rank-sum, largest latency; points on standard input
  sort -k2,2g | awk -v low="$1" -v slow="$2" '
    { proxies[NR] = $1; times[NR] = $2 }
    END {
      best = low
      for (i = 1; i <= NR; i++) {
        if (proxies[i] > best) best = proxies[i]
        next_time = i < NR ? times[i + 1] : slow
        sum += (next_time - times[i]) * (best - low)
      }
      printf "%.4f\n", sum
    }'
}

for seed in $seeds; do
  for way in "${ways[@]}"; do
    search "$way" "$seed"
  done
done

# The reference: the worst of all fronts in both.
read -r low slow < <(for seed in $seeds; do points "${ways[0]}" "$seed"; points "${ways[1]}" "$seed"; done | awk '
  NR == 1 || $1 < low { low = $1 }
  NR == 1 || $2 > slow { slow = $2 }
  END { print low, slow }')

cpu=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo 2>/dev/null | head -1)
stamp=$(date +%F)-$(tr -cs '[:alnum:]\n' '-' <<<"${cpu:-unknown-cpu}" | tr '[:upper:]' '[:lower:]')
mkdir -p "$results"
{
  printf '# %s\n\n' "$title"
  printf '%s for the rank-sum of proxies (max) and %s latency (min), %s, proxies on %s threads. %s.\n' \
    "$(basename "$space")" "$runtime" "$how" "$threads" "${cpu:-unknown CPU}"
  printf 'Hypervolume in units of rank-sum times decades of latency, up to the worst of all fronts: rank-sum %.4f, %.3f times the baseline.\n\n' \
    "$low" "$(awk -v x="$slow" 'BEGIN { print 10 ^ x }')"
  printf '| seed | %s | %s | difference | %s, s | %s, s |\n|---|---|---|---|---|---|\n' \
    "${ways[@]}" "${ways[@]}"
  for seed in $seeds; do
    printf '%s %s %s %s %s\n' "$seed" "$(points "${ways[0]}" "$seed" | volume "$low" "$slow")" \
      "$(points "${ways[1]}" "$seed" | volume "$low" "$slow")" "$(cat "$work/${ways[0]}-$seed/seconds")" "$(cat "$work/${ways[1]}-$seed/seconds")"
  done | awk -v first="${ways[0]}" '
    {
      d = $2 - $3
      printf "| %s | %.4f | %.4f | %+.4f | %d | %d |\n", $1, $2, $3, d, $4, $5
      guided += $2; random += $3; sum += d; squares += d * d; wins += d > 0; a += $4; b += $5
    }
    END {
      printf "| mean | %.4f | %.4f | %+.4f | %.0f | %.0f |\n", guided / NR, random / NR, sum / NR, a / NR, b / NR
      variance = NR > 1 ? (squares - sum * sum / NR) / (NR - 1) : 0
      printf "\nThe way \"%s\" is ahead in %d of %d pairs; the standard error of the mean difference is %.4f.\n", first, wins, NR, sqrt((variance > 0 ? variance : 0) / NR)
    }'
} | tee "$results/${stamp%-}-$([[ ${ways[0]} == guided ]] || echo "${ways[0]}-")search.md"
