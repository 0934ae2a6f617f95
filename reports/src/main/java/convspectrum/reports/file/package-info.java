/**
 * Files that are either wholly written or not at all: {@link
 * convspectrum.reports.file.AtomicFiles#write(java.nio.file.Path, String)}. What goes wrong comes
 * back as one line for a person, a {@link convspectrum.reports.file.ReportException}.
 */
@NullMarked
package convspectrum.reports.file;

import org.jspecify.annotations.NullMarked;
