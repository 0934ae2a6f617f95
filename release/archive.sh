#!/usr/bin/env bash
# Lays out the release in a folder and packs it. Maven calls it, with parts in target/: docs/release.md.
#
#   archive.sh REPOSITORY FOLDER MODULES   FOLDER is target/convspectrum-VERSION-PLATFORM, MODULES are those of the runtime
set -euo pipefail

repository=$1 folder=$2 modules=$3
parts=$repository/release
name=${folder##*/} target=${folder%/*}

say() { printf 'release: %s\n' "$*"; }

# The JDK that the launcher finds; its jlink links for its own platform.
jdk=$("$repository/convspectrum" --print-jdk)
needed=$("$jdk/bin/jdeps" --multi-release 25 --ignore-missing-deps --print-module-deps "$repository/cli/target/convspectrum.jar")
for module in ${needed//,/ }; do
  [[ ,$modules, == *,$module,* ]] || { say "the jar needs $module, which release.modules in release/pom.xml has not"; exit 1; }
done
rm -rf "$folder" && mkdir -p "$folder"
"$jdk/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes --no-man-pages --no-header-files --generate-cds-archive \
  --output "$folder/runtime"

mkdir -p "$folder/lib" "$folder/licenses" "$folder/runtime/lib/fonts"
cp "$repository/convspectrum" "$repository/LICENSE" "$folder/"
cp "$parts/src/README.txt" "$folder/"
cp "$repository/cli/target/convspectrum.jar" "$repository/spark/target/convspectrum-spark.jar" "$folder/lib/"
cp -R "$repository/docs" "$folder/docs" && rm -rf "$folder/docs/design"
mkdir -p "$folder/examples" && cp "$repository"/examples/*.yaml "$folder/examples/"

# Where the system has no fonts, or no fontconfig that finds them, Java takes those beside its libraries.
cp "$target/font/LiberationSans-Regular.ttf" "$folder/runtime/lib/fonts/"
cp "$parts/src/fontconfig.properties" "$folder/runtime/lib/"

# The licences of the jar, where people look for them; those of the JDK stay in runtime/legal.
cp -R "$target/licences/META-INF/licenses/." "$folder/licenses/"
cp "$target/licences/META-INF/NOTICE" "$folder/NOTICE"
mkdir -p "$folder/licenses/liberation-fonts"
cp "$target/font/LICENSE" "$folder/licenses/liberation-fonts/LICENSE.pdfbox"

if [[ ! -s $target/bom.json ]]; then
  say "found no $target/bom.json: the plugin that lists components needs a network; try Maven without --offline"
  exit 1
fi
# Kept for heaps above 32 GiB alone, where Java starts without it too.
rm -f "$folder"/runtime/lib/server/classes*nocoops*.jsa

# What no Maven artifact is comes to the list of components, and the whole list is checked.
"$jdk/bin/java" -cp "$folder/lib/convspectrum.jar" "$parts/src/Sbom.java" "$target/bom.json" "$jdk" "$folder"

# Java compares the jar's time with that in the cache, and archives keep whole seconds.
touch -d "@$(stat -c %Y "$folder/lib/convspectrum.jar")" "$folder/lib/convspectrum.jar" "$folder/runtime/lib/modules"
"$folder/convspectrum" --make-cache
touch "$folder/lib/convspectrum.aot"

(cd "$target" && tar --sort=name --owner=0 --group=0 --numeric-owner -czf "$name.tar.gz" "$name" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
say "$target/$name.tar.gz: $(($(stat -c %s "$target/$name.tar.gz") / 1000000)) MB, unpacked $(du -sm "$folder" | cut -f1) MiB"
