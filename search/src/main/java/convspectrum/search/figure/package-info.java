/**
 * What a search compares designs by. A {@link convspectrum.search.figure.Figure} is a number of a
 * design: a cost, a column of a {@linkplain convspectrum.search.figure.KnownTable table of known
 * results}, a score, a measured latency. {@link convspectrum.search.figure.Objective} says which
 * way it is better, {@link convspectrum.search.figure.Constraint} what it may be. {@link
 * convspectrum.search.figure.FigureCatalog} reads both from the words of users.
 */
@NullMarked
package convspectrum.search.figure;

import org.jspecify.annotations.NullMarked;
