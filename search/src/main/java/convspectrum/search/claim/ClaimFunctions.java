package convspectrum.search.claim;

import convspectrum.spec.expression.Applied;
import convspectrum.spec.expression.Bindings;
import convspectrum.spec.expression.ExpressionException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the functions of a claim's value are: a figure of one network, such as {@code
 * time('resnet-50')}, and the correlation of two figures over many, such as {@code spearman('time',
 * 'macs', 'small')}.
 */
final class ClaimFunctions implements Bindings {
  /** The names of all functions. */
  static final Set<String> NAMES = names();

  private final Map<String, List<String>> networks;
  private final ToDoubleBiFunction<NetworkFigure, String> figures;

  /**
   * Functions.
   *
   * @param networks the labels of the networks that each name denotes
   * @param figures of a network by its label
   */
  ClaimFunctions(
      Map<String, List<String>> networks, ToDoubleBiFunction<NetworkFigure, String> figures) {
    this.networks = Map.copyOf(networks);
    this.figures = figures;
  }

  private static Set<String> names() {
    Set<String> names = new HashSet<>(NetworkFigure.words());
    names.addAll(FigureCorrelation.words());
    return Set.copyOf(names);
  }

  @Override
  public @Nullable Object valueOf(String name) {
    return null;
  }

  @Override
  public Object apply(Applied call, List<Object> arguments) {
    Optional<NetworkFigure> figure = NetworkFigure.of(call.function());
    return figure.isPresent()
        ? figures.applyAsDouble(figure.get(), labels(arguments.getFirst()).getFirst())
        : correlation(call, arguments.stream().map(String.class::cast).toList());
  }

  private double correlation(Applied call, List<String> arguments) {
    List<String> labels =
        arguments.subList(2, arguments.size()).stream()
            .flatMap(name -> labels(name).stream())
            .distinct()
            .toList();
    double value =
        FigureCorrelation.of(call.function())
            .orElseThrow()
            .of(values(arguments.get(0), labels), values(arguments.get(1), labels));
    if (Double.isNaN(value)) {
      throw new ExpressionException(
          call.offset(),
          "'%s' got one value of %s or %s for all of %d networks"
              .formatted(call.function(), arguments.get(0), arguments.get(1), labels.size()),
          "figures that differ");
    }
    return value;
  }

  private double[] values(String figure, List<String> labels) {
    NetworkFigure named = NetworkFigure.of(figure).orElseThrow();
    return labels.stream().mapToDouble(label -> figures.applyAsDouble(named, label)).toArray();
  }

  private List<String> labels(Object name) {
    return Objects.requireNonNull(networks.get(name), name::toString);
  }
}
