package convspectrum.spec.graph;

/**
 * The block that made a node, so that tables can add up by block.
 *
 * @param path where the outermost block that is not mere structure (repeat, sequence, use) stands,
 *     unique per instance: {@code layers[3].repeat[1].body[0]}
 * @param block its type: {@code inverted-residual}; for an imported graph the op's type
 */
public record Origin(String path, String block) {}
