package convspectrum.gradients.float32;

import java.util.Arrays;

/** A stored tensor, whose gradient is the gradient of its value. */
final class ConstantRule implements LearnedRule {
  private float[] value;
  private final boolean learned;
  private final float[] sum;

  ConstantRule(float[] value, boolean learned) {
    this.value = value;
    this.learned = learned;
    this.sum = new float[value.length];
  }

  @Override
  public void forward(Operands run) {
    System.arraycopy(value, 0, run.output, 0, value.length);
  }

  @Override
  public void backward(Operands run) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += run.gradient[i];
    }
  }

  @Override
  public boolean any() {
    return learned;
  }

  @Override
  public void clear() {
    Arrays.fill(sum, 0);
  }

  @Override
  public float[] gradient(String role) {
    return sum.clone();
  }

  @Override
  public void set(String role, float[] values) {
    System.arraycopy(values, 0, value, 0, value.length);
  }

  @Override
  public void follow(Trained leader) {
    value = ((ConstantRule) leader).value;
  }

  @Override
  public void add(Trained other) {
    Trained.add(sum, ((ConstantRule) other).sum);
  }
}
