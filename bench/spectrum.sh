#!/usr/bin/env bash
# Times the spectrum and the networks on the runtimes vector and onnxruntime, which take turns, each in
# its own process. Tables with ratios and intervals go to bench/results.
#
#   bench/spectrum.sh spatial|block|depthwise|networks ...      all four by default
#
#   THREADS   threads inside a pass: 1 2
#   BUDGET    time for each runtime and table: 90s
#   SHAPES    channels@size: 728@19 256@28 256@56 128@56 64@112
#   NETWORKS  of the zoo, at their own resolution: mobilenet-v1 mobilenet-v2 xception ...
#   DEPTHWISE networks of the zoo whose depthwise convolutions are taken: mobilenet-v1 xception mixnet-s
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
threads=${THREADS:-1 2}
budget=${BUDGET:-90s}
shapes=${SHAPES:-728@19 256@28 256@56 128@56 64@112}
depthwise=${DEPTHWISE:-mobilenet-v1 xception mixnet-s}
networks=${NETWORKS:-mobilenet-v1 mobilenet-v2 xception inception-v3 resnet-50}
results=$home/bench/results
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The vectors that kernels use: those of the CPU, unless the user's options restrict them.
isa() {
  case " ${CONVSPECTRUM_JAVA_OPTS:-} ${JAVA_TOOL_OPTIONS:-} " in
    *UseAVX=0*) echo sse ;;
    *UseAVX=1*) echo avx ;;
    *UseAVX=2*) echo avx2 ;;
    *)
      if grep -qsw avx512f /proc/cpuinfo; then echo avx512
      elif grep -qsw avx2 /proc/cpuinfo; then echo avx2
      else uname -m; fi ;;
  esac
}

# Date, CPU, vectors, JDK and ONNX Runtime as a part of a file name.
cpu=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo 2>/dev/null | head -1)
jdk=$("$home/convspectrum" --version | sed -n 's/.*[Jj]ava \([0-9.]*\).*/\1/p' | head -1)
ort=$(sed -n 's|.*<onnxruntime.version>\(.*\)</.*|\1|p' "$home/pom.xml")
stamp=$(date +%F)-$(tr -cs '[:alnum:]\n' '-' <<<"${cpu:-unknown-cpu}" | tr '[:upper:]' '[:lower:]')
stamp=${stamp%-}-$(isa)-jdk-${jdk:-25}-ort-$ort

spec() { # spatial|block, channels, size, segments
  local layer="conv: {out: $2, kernel: 3, groups: $4}"
  [[ $1 == block ]] && layer="segmented: {out: $2, kernel: 3, segments: $4}"
  printf '%s\n' "name: S=$4" "input: {channels: $2, height: $3, width: $3}" "layers:" "  - $layer"
}

compare() { # what it is called; the models, and the folder that they are in
  local count file
  mkdir -p "$results"
  for count in $threads; do
    file=$results/$stamp-$1-threads-$count.md
    printf '\n## %s, %s threads\n\n' "$1" "$count"
    (cd "$2" && "$home/convspectrum" measure "${@:3}" --runtime vector,onnxruntime \
      --threads "$count" --budget "$budget" --format markdown) | tee "$file"
  done
}

sweep() { # spatial|block
  local shape channels size segments models
  for shape in $shapes; do
    channels=${shape%@*} size=${shape#*@} models=()
    mkdir -p "$work/$1-$shape"
    for ((segments = 1; segments <= channels; segments++)); do
      if ((channels % segments == 0)); then
        # Short names: ONNX Runtime 1.29 crashes under a command line of more than 4 KiB.
        spec "$1" "$channels" "$size" "$segments" >"$work/$1-$shape/$segments.yaml"
        models+=("$segments.yaml")
      fi
    done
    compare "$1-$shape" "$work/$1-$shape" "${models[@]}"
  done
}

depthwise() { # each depthwise convolution of the networks once, called channels@size-kernel-stride
  local network channels size kernel stride models=()
  mkdir -p "$work/depthwise"
  while read -r channels size kernel stride; do
    local name=$channels@$size-k$kernel-s$stride
    printf '%s\n' "name: $name" "input: {channels: $channels, height: $size, width: $size}" "layers:" \
      "  - conv: {out: $channels, kernel: $kernel, groups: $channels, stride: $stride}" >"$work/depthwise/$name.yaml"
    models+=("$name.yaml")
  done < <(for network in $depthwise; do
    "$home/convspectrum" cost "zoo:$network" --by layer --format csv 2>/dev/null
  done | awk -F, '
    $2 == "conv" { split($5, from, "x"); split($6, to, "x") }
    $2 == "conv" && $4 > 1 && $4 == from[2] && from[2] == to[2] {
      print $4, from[3], int(sqrt($7 / $4)), int(from[3] / to[3] + 0.5) }' | sort -nu -k1,1 -k2,2 -k3,3 -k4,4)
  compare depthwise "$work/depthwise" "${models[@]}"
}

whole() {
  local names
  read -ra names <<<"$networks"
  compare networks "$work" "${names[@]/#/zoo:}"
}

for what in "${@:-spatial block depthwise networks}"; do
  for one in $what; do
    case $one in
      spatial | block) sweep "$one" ;;
      depthwise) depthwise ;;
      networks) whole ;;
      *) echo "bench/spectrum.sh: $one: expected spatial, block, depthwise or networks" >&2; exit 2 ;;
    esac
  done
done
