package convspectrum.cli.fuzz;

import java.util.random.RandomGenerator;

/**
 * Numbers that a coverage-guided fuzzer chooses, as if they were random: its bytes decide what a
 * mutator does, so that what it learns of bytes that reach new code holds for the grammar. After
 * the last byte all numbers are 0.
 */
final class ByteDecisions implements RandomGenerator {
  private final byte[] bytes;
  private int next;

  ByteDecisions(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  @Override
  public long nextLong() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | nextByte();
    }
    return value;
  }

  /** Takes as few bytes as the bound needs, so that a change of one byte changes one decision. */
  @Override
  public int nextInt(int bound) {
    long value = nextByte();
    for (long most = 256; most < bound; most <<= 8) {
      value = value << 8 | nextByte();
    }
    return (int) (value % bound);
  }

  @Override
  public boolean nextBoolean() {
    return (nextByte() & 1) == 1;
  }

  private int nextByte() {
    return next < bytes.length ? bytes[next++] & 0xFF : 0;
  }
}
