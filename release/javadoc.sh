#!/usr/bin/env bash
# Makes one site of the Javadoc of all artifacts of the library, and packs it. Maven calls it, or anybody after a build.
#
#   javadoc.sh REPOSITORY FOLDER   FOLDER is target/convspectrum-VERSION-javadoc
#
# The public API is held to all that doclint knows, the modules inside to syntax and references. Nothing is downloaded.
set -euo pipefail

repository=$1 folder=$2
name=${folder##*/} target=${folder%/*}
say() { printf 'release: %s\n' "$*"; }

jdk=$("$repository/convspectrum" --print-jdk)
jar=$repository/cli/target/convspectrum.jar
sources=''
for module in spec formats cost-model executor gradients search reports api; do
  for root in "$repository/$module/src/main/java" "$repository/$module"/target/generated-sources/*/; do
    [[ -d $root ]] && sources+=${sources:+:}${root%/}
  done
done

run() {
  "$jdk/bin/javadoc" -quiet -notimestamp -encoding UTF-8 -Xmaxwarns 1000 --release 25 -classpath "$jar" "$@" 2>&1
}

rm -rf "$folder" "$target/javadoc-api"
run -Xdoclint:all -Werror -d "$target/javadoc-api" "$repository"/api/src/main/java/convspectrum/api/*.java ||
  { say "FAILED: the Javadoc of the API has warnings"; exit 1; }
rm -rf "$target/javadoc-api"

# Java warns of the incubator module that some of the modules inside use, and nothing silences that; all else is a fault.
said=$(run -Xdoclint:all,-missing --add-modules jdk.incubator.vector -d "$folder" -sourcepath "$sources" \
  -subpackages convspectrum -windowtitle "convspectrum" -doctitle "convspectrum: the library" \
  -group "The library: what stays as it is" "convspectrum.api" -group "Inside: may change at any time" "convspectrum.*") ||
  { say "FAILED: javadoc"; printf '%s\n' "$said"; exit 1; }
if others=$(grep -E '(warning|error):' <<<"$said" | grep -v 'using incubating module'); then
  say "FAILED: the Javadoc of the modules inside has warnings"
  printf '%s\n' "$others"
  exit 1
fi

(cd "$target" && tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@1767225600 -czf "$name.tar.gz" "$name" &&
  sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
say "$target/$name.tar.gz: $(($(stat -c %s "$target/$name.tar.gz") / 1000)) kB, unpacked $(du -sm "$folder" | cut -f1) MiB"
