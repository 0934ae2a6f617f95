package convspectrum.executor.imported;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Choices by index that are imported give what ONNX Runtime makes of them. */
class ImportedIndicesTest {
  private final ImportedModels models = new ImportedModels();

  @TempDir Path folder;

  @Test
  void choicesAgree() throws IOException, OrtException {
    choices();
    models.assertAgree(folder, 20);
  }

  @Test
  void liveChoicesAgree() throws IOException, OrtException {
    models.ofIds("embedding", 17, m -> m.node("Gather", m.weight(50, 16) + ",x"), 2, 8);
    models.ofIds("columns", 17, m -> m.node("Gather", m.weight(3, 9, 4) + ",x", "axis", 1), 5);
    models.ofIds(
        "tied",
        17,
        m -> {
          String table = m.weight(50, 16);
          String rows = m.node("Gather", table + ",x");
          return m.node("MatMul", rows + "," + m.node("Transpose", table));
        },
        1,
        8);
    models.map(
        "elements by rank",
        17,
        m -> m.node("GatherElements", "x," + m.node("ArgMax", "x", "axis", 2), "axis", 2));
    models.ofIds(
        "parts", 17, m -> m.node("GatherND", m.weight(2, 5, 3) + ",x", "batch_dims", 1), 2, 4, 1);
    models.ofIds("points", 17, m -> m.node("GatherND", m.weight(5, 4, 3) + ",x"), 6, 2);
    // The best places of one row are taken from another tensor.
    models.map(
        "by rank",
        17,
        m -> m.node("Gather", m.weight(7, 4) + "," + m.node("ArgMax", "x", "axis", 3)));
    models.assertAgree(folder, 7);
  }

  @Test
  void rankingsAgree() throws IOException, OrtException {
    rankings();
    models.assertAgree(folder, 7);
  }

  @Test
  void sequencesAgree() throws IOException, OrtException {
    sequences();
    models.assertAgree(folder, 3);
  }

  @Test
  void einsumsAgree() throws IOException, OrtException {
    einsums();
    models.assertAgree(folder, 9);
  }

  private void choices() {
    models.map(
        "gather elements",
        13,
        m -> m.node("GatherElements", "x," + m.table(new long[] {2, 3, 6, 2}, 7), "axis", 3));
    models.map("gather nd", 13, m -> m.node("GatherND", "x," + m.table(new long[] {4, 2}, 2)));
    models.map(
        "gather nd of batches",
        13,
        m -> m.node("GatherND", "x," + m.table(new long[] {2, 5, 1}, 3), "batch_dims", 1));
    models.map(
        "scatter nd",
        13,
        m -> m.node("ScatterND", "x," + m.table(new long[] {1, 2}, 2) + "," + m.weight(1, 6, 7)));
    models.map(
        "scatter elements",
        13,
        m ->
            m.node(
                "ScatterElements",
                "x," + m.table(new long[] {1, 1, 1, 3}, 1) + "," + m.weight(1, 1, 1, 3),
                "axis",
                2));
    models.map(
        "scatter of constants",
        13,
        m ->
            m.node(
                "Add",
                "x,"
                    + m.node(
                        "ScatterND",
                        m.weight(6, 7)
                            + ","
                            + m.table(new long[] {2, 1}, 6)
                            + ","
                            + m.weight(2, 7))));
    for (int exclusive = 0; exclusive < 2; exclusive++) {
      for (int reverse = 0; reverse < 2; reverse++) {
        int first = exclusive;
        int second = reverse;
        models.map(
            "cumulative sum " + first + second,
            14,
            m -> m.node("CumSum", "x," + m.integer(2), "exclusive", first, "reverse", second));
        models.map(
            "cumulative sum of constants " + first + second,
            14,
            m ->
                m.node(
                    "Add",
                    "x,"
                        + m.node(
                            "CumSum",
                            m.weight(6, 7) + "," + m.integer(1),
                            "exclusive",
                            first,
                            "reverse",
                            second)));
      }
    }
    models.map("triangle", 14, m -> m.node("Trilu", "x," + m.integer(1), "upper", 0));
    models.map(
        "triangle of constants", 14, m -> m.node("Add", "x," + m.node("Trilu", m.weight(6, 7))));
    models.map(
        "one hot",
        13,
        m ->
            m.node(
                "Add",
                "x,"
                    + m.node(
                        "OneHot",
                        m.table(new long[] {6}, 7) + "," + m.integer(7) + "," + m.floats(-1, 2))));
    models.map(
        "compress",
        13,
        m -> m.node("Compress", "x," + m.truths(true, false, true, true), "axis", -1));
    models.map("compress of all", 13, m -> m.node("Compress", "x," + m.truths(false, true, true)));
    models.map(
        "non zero",
        13,
        m ->
            m.node(
                "Transpose",
                m.node("Gather", "x," + m.node("NonZero", m.floats(0, 1, 1)), "axis", 1)));
  }

  private void rankings() {
    for (String type : List.of("ArgMax", "ArgMin")) {
      models.map(
          type, 13, m -> m.node("Cast", m.node(type, "x", "axis", 1, "keepdims", 0), "to", 1));
      models.map(
          type + " last",
          13,
          m ->
              m.node(
                  "Cast",
                  m.node(type, m.node("Ceil", "x"), "axis", 2, "select_last_index", 1),
                  "to",
                  1));
    }
    for (int largest = 0; largest < 2; largest++) {
      int which = largest;
      models.map(
          "top k " + which,
          13,
          m -> {
            m.nodeOf("TopK", "x," + m.integers(3), "v,i", "axis", 2, "largest", which);
            return m.node("Add", "v," + m.node("Cast", "i", "to", 1));
          });
    }
    models.map("hardmax", 13, m -> m.node("Hardmax", "x", "axis", 2));
    // Before opset 13 a row is everything from the axis on.
    for (String op : List.of("Hardmax", "Softmax", "LogSoftmax")) {
      models.map(op + " of rows", 11, m -> m.node(op, "x", "axis", 2));
    }
  }

  private void sequences() {
    models.map(
        "split to sequence",
        13,
        m -> {
          String parts = m.node("SplitToSequence", "x," + m.integer(2), "axis", 3);
          String second = m.node("SequenceAt", parts + "," + m.integer(1));
          return m.node("Add", second + "," + m.node("SequenceAt", parts + "," + m.integer(-2)));
        });
    models.map(
        "split to sequence of sizes",
        13,
        m ->
            m.node(
                "SequenceAt",
                m.node("SplitToSequence", "x," + m.integers(1, 4, 2), "axis", 3)
                    + ","
                    + m.integer(1)));
    models.map(
        "sequence joined",
        13,
        m -> m.node("ConcatFromSequence", m.node("SequenceConstruct", "x,x"), "axis", 1));
  }

  private void einsums() {
    for (String equation :
        List.of(
            "nchw,nkhw->nhck",
            "nchw,nkhw->nwk",
            "nchw,nchw->n",
            "...hw,...hv->...wv",
            "nchw,nkhw->nckhw")) {
      models.map("einsum " + equation, 13, m -> m.node("Einsum", "x,x", "equation", equation));
    }
    models.map("einsum of one", 13, m -> m.node("Einsum", "x", "equation", "nchw->wc"));
    models.map(
        "einsum with weights",
        13,
        m -> m.node("Einsum", "x," + m.weight(7, 5), "equation", "nchw,wo->ncho"));
    models.map(
        "einsum of three",
        13,
        m ->
            m.node(
                "Einsum",
                "x," + m.weight(3, 4) + "," + m.weight(4, 6),
                "equation",
                "nchw,ck,kh->nkw"));
    models.map(
        "einsum without arrow",
        13,
        m -> m.node("Einsum", "x," + m.weight(7, 5), "equation", "nchw,wo"));
  }
}
