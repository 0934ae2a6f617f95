/**
 * YAML as a tree whose every node knows its line, column and path. {@link
 * convspectrum.spec.yaml.YamlReader} makes it from Jackson's YAML token stream, resolves aliases
 * and refuses what is hostile or ambiguous (duplicate keys, several documents, alias bombs).
 */
@NullMarked
package convspectrum.spec.yaml;

import org.jspecify.annotations.NullMarked;
