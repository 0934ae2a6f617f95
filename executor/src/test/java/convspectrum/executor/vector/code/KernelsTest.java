package convspectrum.executor.vector.code;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.vector.kernel.ElementwiseKernel;
import convspectrum.executor.vector.kernel.ElementwiseKernel.Operation;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Kernels that are kept are few, and what nobody uses any more is unloaded. */
class KernelsTest {
  /** As many as are kept, and some. */
  private static final int MANY = Kernels.MOST + 200;

  private static final int MOST_COLLECTIONS = 50;

  /** Strides that no other test has, so that the kernels are new. */
  private static final int FIRST_STRIDE = 1_000_003;

  @Test
  void aKernelIsMadeOnce() {
    Kernel made = elementwise(FIRST_STRIDE - 1);
    assertThat(elementwise(FIRST_STRIDE - 1)).isSameAs(made);
    assertThat(elementwise(FIRST_STRIDE - 2)).isNotSameAs(made);
  }

  @Test
  void keptKernelsAreBounded() {
    Set<Kernel> first = new HashSet<>();
    for (int i = 0; i < MANY; i++) {
      first.add(elementwise(FIRST_STRIDE + i));
    }
    assertThat(first).hasSize(MANY);
    // The last are still there, the first are made again.
    assertThat(first).contains(elementwise(FIRST_STRIDE + MANY - 1));
    assertThat(first).doesNotContain(elementwise(FIRST_STRIDE));
  }

  @Test
  void kernelsThatNobodyUsesAreUnloaded() {
    WeakReference<Class<?>> unused = new WeakReference<>(elementwise(FIRST_STRIDE - 3).getClass());
    Kernel used = elementwise(FIRST_STRIDE - 4);
    WeakReference<Class<?>> ofUsed = new WeakReference<>(used.getClass());
    ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    long before = classes.getUnloadedClassCount();
    for (int i = 0; i < MANY; i++) {
      elementwise(FIRST_STRIDE + 2 * MANY + i); // push it out
    }
    for (int i = 0; i < MOST_COLLECTIONS && !unused.refersTo(null); i++) {
      System.gc();
    }
    assertThat(unused.get()).isNull();
    assertThat(ofUsed.get()).isSameAs(used.getClass());
    assertThat(classes.getUnloadedClassCount()).isGreaterThan(before);
  }

  /** Hand-worked: 2 runs of 3 registers, from places 8 to places 40, run after run 16 apart. */
  @Test
  void aKernelAsItIs() {
    List<Integer> lanes = new ArrayList<>();
    for (int count : new int[] {1, 4}) {
      Kernel kernel =
          new ElementwiseKernel(new Lanes(count), Operation.ADD, 16, 16, 0, Optional.empty())
              .kernel();
      float[] values = new float[80];
      for (int i = 0; i < 40; i++) {
        values[i] = i;
      }
      kernel.run(values, 8, 40, 0, new float[1], 0, 0, new int[1], 2, 3);
      for (int run = 0; run < 2; run++) {
        for (int i = 0; i < 16; i++) {
          boolean written = i < 3 * count;
          float expected = written ? 8 + 16 * run + i + i : 0;
          assertThat(values[40 + 16 * run + i]).as("run %d, value %d", run, i).isEqualTo(expected);
        }
      }
      lanes.add(count);
    }
    assertThat(lanes).containsExactly(1, 4);
  }

  private static Kernel elementwise(int stride) {
    return new ElementwiseKernel(Lanes.SCALAR, Operation.COPY, stride, stride, 0, Optional.empty())
        .kernel();
  }
}
