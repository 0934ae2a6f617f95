package convspectrum.executor.onednn.plan;

import convspectrum.executor.onednn.library.Layout;

/**
 * A value of the program.
 *
 * @param buffer the memory that it begins with
 * @param layout how its elements lie there
 */
public record Value(Buffer buffer, Layout layout) {}
