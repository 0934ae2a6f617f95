#!/usr/bin/env bash
# Tries an archive as somebody without Java has it: unpacked elsewhere, moved, with an empty environment.
#
#   try.sh ARCHIVE.tar.gz
set -euo pipefail

archive=$1
name=$(basename "$archive" .tar.gz)
place=${archive%/*}/try
say() { printf 'release: %s\n' "$*"; }
fail() { say "FAILED: $*"; exit 1; }

(cd "${archive%/*}" && sha256sum --quiet -c "$name.tar.gz.sha256")
rm -rf "$place" && mkdir -p "$place/home of nobody"
tar -xzf "$archive" -C "$place"
mv "$place/$name" "$place/a folder that was möved"
home=$place/"a folder that was möved"
work=$place/work
mkdir "$work"
chmod -R a-w "$home"
trap 'chmod -R u+w "$home"' EXIT
run() { (cd "$work" && env -i PATH=/usr/bin:/bin "$home/convspectrum" "$@"); }

# With this mode Java ends where its cache does not fit, instead of starting more slowly.
cached() {
  env -i LC_ALL=C.UTF-8 "$1/runtime/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC \
    -XX:TieredStopAtLevel=1 -XX:AOTMode=on -XX:AOTCache="$1/lib/convspectrum.aot" -jar "$1/lib/convspectrum.jar" --version \
    >/dev/null 2>&1
}
cached "$home" || fail "the cache does not fit after the folder was moved"

run --version | grep -q "^convspectrum " || fail "--version"
run cost zoo:mobilenet-v1 --by network --format csv | grep -q 4231976 || fail "cost of mobilenet-v1"
ln -s "$home/convspectrum" "$work/a link"
linked() { (cd "$work" && env -i PATH=/usr/bin:/bin LANG=xx_YY.UTF-8 JAVA_HOME=/nowhere JAVA_TOOL_OPTIONS=-XX:+UseParallelGC "./a link" "$@" 2>&1); }
linked cost zoo:mobilenet-v1 --by network --format csv | grep -q 4231976 || fail "a symbolic link, with options of Java for another and a locale that is not installed"
two=$(for _ in 1 2; do run cost zoo:mobilenet-v2 --by network --format csv & done | sort | uniq -c | awk '$1 % 2' && wait)
[[ -z $two ]] || fail "two at once, of which one printed: $two"
for runtime in reference vector onnxruntime onednn; do
  run run "$home/examples/inception.yaml" --runtime "$runtime" --output "$runtime.npy" >/dev/null 2>"$work/err" ||
    { cat "$work/err"; fail "the runtime $runtime"; }
done
run measure "$home/examples/inception.yaml" --budget 2s --format csv 2>"$work/err" | grep -q ",vector," ||
  { cat "$work/err"; fail "measuring in processes of their own"; }
run measure "$home/examples/inception.yaml" --runtime vector --protocol jmh --budget 6s --format csv 2>"$work/err" | grep -q ",vector," ||
  { cat "$work/err"; fail "measuring in forks of JMH"; }
run proxies score "$home/examples/inception.yaml" --proxies naswot --batch 2 --format csv >"$work/scores.csv" 2>"$work/err" ||
  { cat "$work/err"; fail "scores"; }
run explore "$home/examples/spectrum.yaml" --no-measure --png --out out >/dev/null 2>"$work/err" ||
  { cat "$work/err"; fail "explore with pictures"; }
ls "$work"/out/*.png >/dev/null 2>&1 || fail "explore drew no picture"
say "the archive works from a folder that was moved, cannot be written, and without any environment"
