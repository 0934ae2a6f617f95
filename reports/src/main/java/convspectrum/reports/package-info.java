/**
 * What a person reads. Results are {@linkplain convspectrum.reports.table.ResultTable tables}, of
 * which there are views for machines and people ({@link convspectrum.reports.view}), one page
 * ({@link convspectrum.reports.html}) and pictures ({@link convspectrum.reports.chart}); {@link
 * convspectrum.spec.file.AtomicFile} stores them. Each kind of report has a package that is named
 * after its command: {@link convspectrum.reports.explore}, {@link convspectrum.reports.cost},
 * {@link convspectrum.reports.measure}, {@link convspectrum.reports.validate}, {@link
 * convspectrum.reports.search}, {@link convspectrum.reports.proxy}, {@link
 * convspectrum.reports.zoo}.
 *
 * <p>A result goes on as a Tablesaw table: {@link convspectrum.reports.table.ResultTable#table()}
 * copies its exact values into one, whose columns have the names of the CSV. Loading Tablesaw's
 * {@code Table} takes about a second, so nothing else makes one, but for {@link
 * convspectrum.reports.table.TableQuery}, which serves the options {@code --where}, {@code --sort},
 * {@code --top} and {@code --columns}.
 *
 * {@snippet :
 * Spec spec = Zoo.spec("mobilenet-v1");
 * Network network = Network.design(spec, spec.design(Map.of()), Optional.empty());
 * NetworkCost cost = NetworkCost.of(network.graph(), CostOptions.DEFAULT);
 * Table layers = CostTable.of(cost, Grouping.LAYER, network).table();
 * Table largest =
 *     layers.where(layers.longColumn("macs").isGreaterThan(20e6)).sortDescendingOn("macs");
 * }
 */
@NullMarked
package convspectrum.reports;

import org.jspecify.annotations.NullMarked;
