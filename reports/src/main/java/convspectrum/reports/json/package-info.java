/**
 * What commands found, as JSON or YAML: one shape of root for all of them, {@link
 * convspectrum.reports.json.JsonRoot}, whose parts are records. Their components give the fields
 * their names, and {@link convspectrum.spec.block.Doc} their meaning; {@code docs/json.md} and a
 * JSON Schema per {@link convspectrum.reports.json.ResultKind} are generated from them.
 */
@NullMarked
package convspectrum.reports.json;

import org.jspecify.annotations.NullMarked;
