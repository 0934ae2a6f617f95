/**
 * YAML as a tree whose every node knows its line, column and path. {@link
 * convspectrum.spec.yaml.YamlReader} makes it from the events of snakeyaml-engine (the parser
 * beneath Jackson's), resolves aliases and refuses what is hostile or ambiguous (duplicate keys,
 * several documents, alias bombs).
 */
@NullMarked
package convspectrum.spec.yaml;

import org.jspecify.annotations.NullMarked;
