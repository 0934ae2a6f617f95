/**
 * What a search compares designs by. A {@link convspectrum.search.figure.Figure} is a number of a
 * design: a cost, a column of a {@linkplain convspectrum.search.figure.KnownTable table of known
 * results}, a score, a measured latency. {@link convspectrum.search.figure.Objective} says which
 * way it is better, {@link convspectrum.search.figure.Constraint} which values are allowed. {@link
 * convspectrum.search.figure.FigureCatalog} parses both from what users write.
 */
@NullMarked
package convspectrum.search.figure;

import org.jspecify.annotations.NullMarked;
