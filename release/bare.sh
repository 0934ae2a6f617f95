#!/usr/bin/env bash
# Tries an archive on a machine that has nothing else: a root of bash and the few programs that the launcher calls, without
# Java, fonts, a home and a network. Where namespaces are not allowed it says so and tries nothing.
#
#   bare.sh ARCHIVE.tar.gz
set -euo pipefail

archive=$1
name=$(basename "$archive" .tar.gz)
root=${archive%/*}/bare
say() { printf 'release: %s\n' "$*"; }
fail() { say "FAILED: $*"; exit 1; }

if ! unshare --map-root-user --net --mount --pid --fork true 2>/dev/null; then
  say "no namespaces here: the archive was not tried in a root of its own"
  exit 0
fi

rm -rf "$root"
mkdir -p "$root"/{bin,dev,etc,proc,tmp,work}
for program in bash cat dirname env grep ls mkdir mktemp readlink rm sed; do
  file=$(readlink -f "$(command -v "$program")")
  cp "$file" "$root/bin/$program"
  # The C library and its loader, at their places; libstdc++ and what else native libraries ask for is found below.
  for library in $(ldd "$file" | grep -o '/[^ ]*'); do
    mkdir -p "$root${library%/*}" && cp -Lu "$library" "$root$library"
  done
done
ln -s bash "$root/bin/sh"
mkdir -p "$root/usr" && ln -s ../bin "$root/usr/bin"
tar -xzf "$archive" -C "$root"
mv "$root/$name" "$root/a folder"

# What native libraries need of the system: each must be a part of the C library or of GCC's runtime, which every
# distribution has.
for library in $(find "$root/a folder/runtime" -name '*.so' -exec ldd {} + 2>/dev/null | grep -o '=> /[^ ]*' | grep -o '/.*' | sort -u); do
  case ${library##*/} in
  ld-linux* | libc.so* | libdl.so* | libm.so* | libpthread.so* | librt.so* | libgcc_s.so* | libstdc++.so*)
    mkdir -p "$root${library%/*}" && cp -Lu "$library" "$root$library"
    ;;
  esac
done
for library in libgcc_s.so.1 libstdc++.so.6; do # of ONNX Runtime and oneDNN
  found=$(ldconfig -p 2>/dev/null | grep -o "/[^ ]*/$library\$" | grep -m1 -v /lib32/ || true)
  [[ -z $found ]] || { mkdir -p "$root${found%/*}" && cp -Lu "$found" "$root$found"; }
done

run() {
  unshare --map-root-user --net --mount --pid --fork bash -c '
    mount -t proc proc "$0/proc" && exec chroot "$0" /bin/env -i PATH=/bin /bin/bash -c "cd /work && exec \"\$@\"" -- "$@"' \
    "$root" "$@"
}

if run java -version >/dev/null 2>&1; then fail "the root has a Java of its own"; fi
run "/a folder/convspectrum" cost zoo:mobilenet-v1 --by network --format csv 2>"$root/tmp/err" | grep -q 4231976 ||
  { cat "$root/tmp/err"; fail "cost in a bare root"; }
run "/a folder/convspectrum" explore "/a folder/examples/spectrum.yaml" --set segments=8 --budget 2s --png --out report \
  >"$root/tmp/out" 2>"$root/tmp/err" || { cat "$root/tmp/out" "$root/tmp/err"; fail "explore in a bare root"; }
for file in report.html comparison.csv result.json time.png; do
  [[ -s $root/work/report/$file ]] || { cat "$root/tmp/err"; fail "explore in a bare root wrote no $file"; }
done
say "explore measured and drew its report in a root without Java, fonts and network"
