package convspectrum.executor.imported;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resizes and fused ops that are imported give what ONNX Runtime makes of them. */
class ImportedResizesTest {
  private final ImportedModels models = new ImportedModels();

  @TempDir Path folder;

  @Test
  void resizesAgree() throws IOException, OrtException {
    resizes();
    models.assertAgree(folder, 15);
  }

  @Test
  void resamplingsAgree() throws IOException, OrtException {
    resamplings();
    models.assertAgree(folder, 30);
  }

  @Test
  void fusionsAgree() throws IOException, OrtException {
    fusions();
    models.assertAgree(folder, 11);
  }

  private void resizes() {
    models.map("upsample", 9, m -> m.node("Upsample", "x," + m.floats(1, 1, 2, 3)));
    models.map("smaller", 10, m -> m.node("Resize", "x," + m.floats(1, 1, 0.5, 0.4)));
    models.map("lower and wider", 10, m -> m.node("Resize", "x," + m.floats(1, 1, 0.7, 1.7)));
    for (String nearest : List.of("floor", "ceil", "round_prefer_floor", "round_prefer_ceil")) {
      for (String coordinates : List.of("asymmetric", "half_pixel", "align_corners")) {
        models.map(
            "nearest " + nearest + " " + coordinates,
            13,
            m ->
                m.node(
                    "Resize",
                    "x,,," + m.integers(2, 3, 9, 5),
                    "nearest_mode",
                    nearest,
                    "coordinate_transformation_mode",
                    coordinates));
      }
    }
    for (String coordinates : List.of("half_pixel", "align_corners")) {
      models.map(
          "linear " + coordinates,
          13,
          m ->
              m.node(
                  "Resize",
                  "x,," + m.floats(1, 1, 2, 2),
                  "mode",
                  "linear",
                  "coordinate_transformation_mode",
                  coordinates));
    }
  }

  private void resamplings() {
    for (String coordinates :
        List.of("asymmetric", "half_pixel", "align_corners", "pytorch_half_pixel")) {
      for (String mode : List.of("linear", "cubic")) {
        models.map(
            mode + " " + coordinates,
            13,
            m ->
                m.node(
                    "Resize",
                    "x,,," + m.integers(2, 3, 9, 5),
                    "mode",
                    mode,
                    "coordinate_transformation_mode",
                    coordinates));
        models.map(
            mode + " by factors " + coordinates,
            13,
            m ->
                m.node(
                    "Resize",
                    "x,," + m.floats(1, 1, 1.4, 0.7),
                    "mode",
                    mode,
                    "coordinate_transformation_mode",
                    coordinates));
      }
    }
    models.map(
        "cubic without border",
        13,
        m ->
            m.node(
                "Resize",
                "x,,," + m.integers(2, 3, 9, 9),
                "mode",
                "cubic",
                "exclude_outside",
                1,
                "cubic_coeff_a",
                -0.5));
    models.map(
        "antialiased",
        18,
        m -> m.node("Resize", "x,,," + m.integers(2, 3, 3, 4), "mode", "linear", "antialias", 1));
    models.map(
        "antialiased cubic",
        18,
        m ->
            m.node(
                "Resize",
                "x,,," + m.integers(2, 3, 4, 3),
                "mode",
                "cubic",
                "antialias",
                1,
                "exclude_outside",
                1));
    for (String policy : List.of("not_larger", "not_smaller")) {
      for (String mode : List.of("nearest", "linear")) {
        models.map(
            mode + " " + policy,
            18,
            m ->
                m.node(
                    "Resize",
                    "x,,," + m.integers(9, 16),
                    "axes",
                    new int[] {2, 3},
                    "mode",
                    mode,
                    "keep_aspect_ratio_policy",
                    policy));
      }
    }
    for (String mode : List.of("nearest", "linear", "cubic")) {
      // Of a region inside, and of one that reaches over the border.
      for (double end : new double[] {0.8, 1.25}) {
        models.map(
            mode + " region to " + end,
            13,
            m ->
                m.node(
                    "Resize",
                    "x,"
                        + m.floats(0, 0, 0.1, -0.2, 1, 1, end, 0.9)
                        + ",,"
                        + m.integers(2, 3, 5, 9),
                    "mode",
                    mode,
                    "coordinate_transformation_mode",
                    "tf_crop_and_resize",
                    "extrapolation_value",
                    10.0));
      }
    }
    models.map(
        "position table",
        13,
        m ->
            m.node(
                "Add",
                "x,"
                    + m.node(
                        "Resize",
                        m.weight(1, 3, 4, 4) + ",,," + m.integers(1, 3, 6, 7),
                        "mode",
                        "cubic")));
    models.map(
        "nearest table",
        13,
        m ->
            m.node(
                "Add",
                "x," + m.node("Resize", m.weight(1, 3, 2, 7) + ",,," + m.integers(1, 3, 6, 7))));
  }

  private void fusions() {
    for (String activation : List.of("Relu", "Sigmoid", "Tanh")) {
      models.map(
          "fused conv " + activation,
          17,
          m ->
              m.fused(
                  "FusedConv",
                  "x," + m.weight(4, 3, 3, 3) + "," + m.weight(4),
                  "activation",
                  activation));
    }
    models.map(
        "fused gemm",
        17,
        m ->
            m.fused(
                "FusedGemm",
                m.node("Flatten", "x", "axis", 3) + "," + m.weight(5, 7) + "," + m.weight(5),
                "transB",
                1,
                "activation",
                "Relu"));
    models.map("fused product", 17, m -> m.fused("FusedMatMul", "x,x", "transB", 1, "alpha", 0.5));
    models.map(
        "fused product, weights",
        17,
        m -> m.fused("FusedMatMul", "x," + m.weight(5, 7), "transB", 1));
    models.map("fused gelu", 17, m -> m.fused("Gelu", "x"));
    models.map("fused bias gelu", 17, m -> m.fused("BiasGelu", "x," + m.weight(7)));
    models.map("fast gelu", 17, m -> m.fused("FastGelu", "x," + m.weight(7)));
    models.map("quick gelu", 17, m -> m.fused("QuickGelu", "x", "alpha", 1.5));
    models.of(
        "skip layer norm",
        17,
        m ->
            m.fused(
                "SkipLayerNormalization",
                "x,x," + m.weight(7) + "," + m.weight(7) + "," + m.weight(7)),
        2,
        6,
        7);
  }
}
