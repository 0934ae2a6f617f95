package convspectrum.gradients.batch;

/**
 * The groups of a convolution in blocks of lanes, each lane with a target channel of its own: whole
 * groups as long as they fit, or a part of one group. All groups have the same numbers of channels.
 *
 * @param groups number of groups
 * @param sources source channels of a group
 * @param targets target channels of a group
 * @param block number of lanes of a block
 */
public record Grouping(int groups, int sources, int targets, int block) {
  /** The same with the roles of sources and targets exchanged, for the gradient of the sources. */
  public Grouping reversed() {
    return new Grouping(groups, targets, sources, block);
  }

  /** Number of groups that begin in a block; 1 where a group takes several blocks. */
  private int together() {
    return Math.max(block / targets, 1);
  }

  /** Number of blocks that a group takes; 1 where a block has several. */
  private int parts() {
    return Math.ceilDiv(targets, block);
  }

  /** Number of blocks. */
  public int blocks() {
    return Math.ceilDiv(groups, together()) * parts();
  }

  /** The target channel of the first lane of a block; those of the others follow it. */
  public int firstTarget(int number) {
    return number / parts() * together() * targets + number % parts() * block;
  }

  /** Number of lanes of a block that have a target channel. */
  public int used(int number) {
    if (parts() > 1) {
      return Math.min(block, targets - number % parts() * block);
    }
    return Math.min(together(), groups - number * together()) * targets;
  }

  /** The first source channel that a lane of a block reads; it reads {@link #sources} of them. */
  public int firstSource(int number, int lane) {
    return (firstTarget(number) + lane) / targets * sources;
  }
}
