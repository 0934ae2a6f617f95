package convspectrum.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ArchiveTest {
  private static final double FAILED = Double.POSITIVE_INFINITY;

  private static Archive.Entry add(
      Archive archive, int choice, double violation, double... values) {
    return archive.add(Encoding.of(choice), values, violation);
  }

  @Test
  void theFrontHoldsFeasibleDesignsThatNoOtherCovers() {
    Archive archive = new Archive();
    Archive.Entry middle = add(archive, 0, 0, 2, 2);
    Archive.Entry broken = add(archive, 1, 0.5, 0, 0);
    Archive.Entry failed = add(archive, 2, 0, 0, FAILED);
    Archive.Entry equal = add(archive, 3, 0, 2, 2);
    Archive.Entry beaten = add(archive, 4, 0, 3, 2);
    Archive.Entry left = add(archive, 5, 0, 1, 3);
    assertThat(archive.front()).containsExactly(middle, left);
    assertThat(archive.isInFront(middle)).isTrue();
    assertThat(archive.isInFront(equal)).isFalse();
    assertThat(archive.isInFront(beaten)).isFalse();
    Archive.Entry best = add(archive, 6, 0, 1, 2);
    assertThat(archive.front()).containsExactly(best);
    assertThat(archive.size()).isEqualTo(7);
    assertThat(archive.get(2)).isSameAs(failed);
    assertThat(broken.violation()).isEqualTo(0.5);
    assertThat(broken.isFeasible()).isFalse();
    assertThat(archive.find(Encoding.of(1))).containsSame(broken);
    assertThat(archive.find(Encoding.of(9))).isEmpty();
  }

  @Test
  void aDesignIsAddedOnce() {
    Archive archive = new Archive();
    add(archive, 0, 0, 1);
    assertThatThrownBy(() -> add(archive, 0, 0, 2)).hasMessage("[0] was evaluated before");
    assertThat(archive.size()).isEqualTo(1);
  }

  @Test
  void valuesAreCopied() {
    double[] values = {1};
    Archive.Entry entry = new Archive().add(Encoding.of(0), values, 0);
    values[0] = 5;
    entry.toArray()[0] = 6;
    assertThat(entry.value(0)).isEqualTo(1);
  }

  @Test
  void anArchiveOfTheFrontOnlyCountsTheOthers() {
    Archive archive = Archive.ofFront();
    add(archive, 0, 0, 2);
    Archive.Entry best = add(archive, 1, 0, 1);
    add(archive, 1, 0, 1);
    assertThat(archive.size()).isEqualTo(3);
    assertThat(archive.contains(Encoding.of(1))).isFalse();
    assertThat(archive.front()).containsExactly(best);
  }
}
