/**
 * What users write to say which designs or rows they want: {@code macs<=500M and stage=head}.
 * {@link convspectrum.search.condition.Condition#parse} reads it for the constraints of a search
 * and for the rows of a table; {@link convspectrum.search.condition.Quantity} reads the numbers in
 * it.
 *
 * <pre>
 * conditions = condition { ("," | "and") condition }
 * condition  = name ("&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "=" | "!=") value
 * value      = number [unit] | text
 * </pre>
 *
 * A name or a text that holds blanks, commas, comparison signs or the word {@code and} stands in
 * single or double quotes.
 */
@NullMarked
package convspectrum.search.condition;

import org.jspecify.annotations.NullMarked;
