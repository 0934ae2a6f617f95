package convspectrum.spec.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.Spec;
import convspectrum.spec.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaperTableTest {
  @Test
  void everyFigureIsOfLayersThatThereAre() {
    int figures = 0;
    for (String paper : Zoo.papers()) {
      assertThat(Zoo.tables(paper)).as(paper).isNotEmpty();
      for (PaperTable table : Zoo.tables(paper)) {
        for (PaperFigure figure : table.figures()) {
          Spec spec = Zoo.spec(figure.network());
          Graph graph = spec.graph(spec.design(figure.settings()));
          assertThat(graph.nodes()).as("%s", figure).anyMatch(figure.selection()::includes);
          figures++;
        }
      }
    }
    assertThat(figures).isEqualTo(194);
  }

  @Test
  void everyNetworkHasWhatWasPublishedOfItsDefaultsFirst() {
    List<String> none = new ArrayList<>();
    for (String name : Zoo.names()) {
      List<Published> published = Zoo.published(name);
      Spec spec = Zoo.spec(name);
      assertThat(published).as(name).isNotEmpty();
      for (Published one : published) {
        assertThat(spec.design(one.settings())).isNotNull();
        if (one.source().isEmpty()) {
          assertThat(one.note()).isNotEmpty();
          none.add(name);
        }
      }
      assertThat(spec.design(published.getFirst().settings())).isEqualTo(spec.defaults());
    }
    assertThat(none).containsExactly("nin", "vit-b16-patch-embedding");
  }

  @Test
  void blocksAndKindsSelectLayers() {
    Graph graph = Zoo.spec("inception-v1").graph(Zoo.spec("inception-v1").defaults());
    // Six convolutions, their activations, a pool and a concatenation.
    assertThat(graph.nodes()).filteredOn(Selection.of("at:inception-3a")::includes).hasSize(14);
    assertThat(graph.nodes()).filteredOn(Selection.of("linear")::includes).hasSize(1);
    assertThat(graph.nodes()).filteredOn(Selection.of("convolutions")::includes).hasSize(57);
  }
}
