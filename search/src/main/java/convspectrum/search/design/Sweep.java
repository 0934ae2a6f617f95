package convspectrum.search.design;

import convspectrum.spec.Spec;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.template.Baseline;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A part of a space: some parameters vary, the others keep their values.
 *
 * @param spec the space
 * @param base the values of the parameters that do not vary
 * @param parameters names of those that vary, in the order of the spec
 * @param input another shape for the input, batch first, if not the spec's own
 */
public record Sweep(Spec spec, Design base, List<String> parameters, Optional<Shape> input) {
  /** Of no more designs than this each is looked at when it is asked for. */
  private static final BigInteger FEW = BigInteger.valueOf(2_000);

  public Sweep {
    Set<String> wanted = Set.copyOf(parameters);
    parameters = spec.parameters().stream().map(Parameter::name).filter(wanted::contains).toList();
  }

  /** Varies every parameter that the spec leaves open, but no setting. */
  public static Sweep all(Spec spec) {
    return new Sweep(spec, spec.defaults(), spec.space().varied(), Optional.empty());
  }

  /** What the spec says speed-ups are relative to; the base where it says nothing. */
  public Network baseline() {
    return spec.baseline()
        .map(baseline ->
            switch (baseline) {
              case Baseline.Reference(String name) -> Network.reference(spec, name, base, input);
              case Baseline.Settings(Map<String, String> settings) ->
                  Network.design(spec, spec.design(settings), input);
            })
        .orElseGet(() -> Network.design(spec, base, input));
  }

  /** The designs, lazily, the last parameter fastest. */
  public Stream<Design> designs() {
    return spec.designs(base, parameters);
  }

  /** Whether it pays to find out once about all designs together, and to keep it in a file. */
  public boolean isLarge() {
    return size().compareTo(FEW) > 0;
  }

  /** An upper bound of their number: it also counts choices that a design does not read. */
  public BigInteger size() {
    return parameters.stream()
        .map(name -> spec.parameters().get(spec.space().indexOf(name)))
        .map(parameter -> BigInteger.valueOf(parameter.size()))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  /**
   * The design of a number from 0 to {@link #size} − 1, whose digits are the choices for what
   * varies, the last parameter fastest. It may be one that {@link #designs} leaves out, since it
   * makes a choice that it does not read.
   */
  public Design design(BigInteger number) {
    int[] places = places();
    int[] choices = new int[places.length];
    BigInteger rest = number;
    for (int i = places.length - 1; i >= 0; i--) {
      BigInteger[] parts = rest.divideAndRemainder(choices(places[i]));
      choices[i] = parts[1].intValue();
      rest = parts[0];
    }
    if (number.signum() < 0 || rest.signum() > 0) {
      throw new IllegalArgumentException("design " + number + " of " + size());
    }
    return base.with(places, choices);
  }

  /** The number of a design of this part of the space. */
  public BigInteger number(Design design) {
    BigInteger number = BigInteger.ZERO;
    for (int place : places()) {
      number = number.multiply(choices(place)).add(BigInteger.valueOf(design.choice(place)));
    }
    return number;
  }

  private int[] places() {
    return parameters.stream().mapToInt(spec.space()::indexOf).toArray();
  }

  private BigInteger choices(int place) {
    return BigInteger.valueOf(spec.parameters().get(place).size());
  }
}
