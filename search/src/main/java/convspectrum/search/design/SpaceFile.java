package convspectrum.search.design;

import java.nio.file.Path;

/**
 * A file in which something is kept that was found out about all designs of a space.
 *
 * @param path of the file, which need not be there
 * @param identity a text that is equal for spaces of equal specs, of which equal parameters vary,
 *     and for equal versions of this program
 */
public record SpaceFile(Path path, String identity) {}
