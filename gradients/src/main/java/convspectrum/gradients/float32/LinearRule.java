package convspectrum.gradients.float32;

import convspectrum.gradients.batch.PlanStep;
import convspectrum.gradients.float32.kernel.Kernels;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.List;

/** Computes Y = XWᵀ + b over the last axis, as a 1×1 convolution of one long row of pixels. */
final class LinearRule implements LearnedRule {
  private static final Window POINT = new Window(1, 1, 1, 1, 1, 1, Padding.NONE);

  private final ConvolutionRule convolution;

  LinearRule(Kernels kernels, PlanStep step, Op.Linear linear, float[] weight, float[] bias) {
    PlanStep in = asMap(step.input());
    PlanStep row =
        new PlanStep(step.index(), step.node(), List.of(in), asMap(step).shape(), step.layout());
    Op.Conv conv = new Op.Conv(linear.outFeatures(), POINT, 1, linear.bias());
    this.convolution = new ConvolutionRule(kernels, row, conv, weight, bias);
  }

  private static PlanStep asMap(PlanStep step) {
    int features = step.shape().dim(-1);
    int pixels = Math.toIntExact(step.shape().elements() / features);
    return new PlanStep(
        step.index(), step.node(), List.of(), Shape.of(1, features, 1, pixels), step.layout());
  }

  @Override
  public void forward(Operands run) {
    convolution.forward(run);
  }

  @Override
  public void backward(Operands run) {
    convolution.backward(run);
  }

  @Override
  public void clear() {
    convolution.clear();
  }

  @Override
  public float[] gradient(String role) {
    return convolution.gradient(role);
  }

  @Override
  public void set(String role, float[] values) {
    convolution.set(role, values);
  }

  @Override
  public void follow(Trained leader) {
    convolution.follow(((LinearRule) leader).convolution);
  }

  @Override
  public void add(Trained other) {
    convolution.add(((LinearRule) other).convolution);
  }
}
