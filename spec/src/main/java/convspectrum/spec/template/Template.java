package convspectrum.spec.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a step does, before a design is chosen. */
public sealed interface Template {
  /** A block of a built-in type. */
  record OfBlock(Term.Built block) implements Template {}

  /**
   * A use of an own block.
   *
   * @param block which
   * @param arguments one per parameter of the block, in order; null where its default holds
   */
  record OfUse(OwnBlock block, List<@Nullable Term> arguments) implements Template {
    public OfUse {
      arguments = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(arguments));
    }
  }

  /**
   * A body picked by a value.
   *
   * @param subject the value
   * @param cases a body for each value it may have
   */
  record OfSwitch(Term subject, Cases cases) implements Template {}

  /** A block with a structural fault, which is reported already; nothing is known of its result. */
  record Faulty() implements Template {}

  /** A body picked by a choice in place. */
  record OfChoice(ChoiceSite site, List<StepList> options) implements Template {
    public OfChoice {
      options = List.copyOf(options);
    }
  }
}
