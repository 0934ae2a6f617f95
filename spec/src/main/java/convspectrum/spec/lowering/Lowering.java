package convspectrum.spec.lowering;

import convspectrum.spec.binding.PlainValues;
import convspectrum.spec.block.Block;
import convspectrum.spec.block.FieldException;
import convspectrum.spec.block.Repeat;
import convspectrum.spec.fault.Fault;
import convspectrum.spec.fault.Faults;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.template.OwnBlock;
import convspectrum.spec.template.Step;
import convspectrum.spec.template.StepList;
import convspectrum.spec.template.Template;
import convspectrum.spec.template.Term;
import convspectrum.spec.template.TermException;
import convspectrum.spec.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one graph. Faults are collected; after one, the walk goes on with the shape that the faulty
 * block would most likely have given, so that a user sees what else is wrong.
 */
public final class Lowering {
  /** The most steps, blocks that add no node included. */
  private static final int MAX_STEPS = 200_000;

  /** The most bodies inside one another: own blocks nest as deep as their uses do. */
  private static final int MAX_DEPTH = 200;

  private final DesignScope scope;
  private final Faults faults;
  private final GraphBuilder builder;
  private final Emitter emitter;
  private final BlockLowering blocks;
  private int steps;
  private int depth;
  private @Nullable Shape likely;

  private Lowering(DesignScope scope, Faults faults, String name) {
    this.scope = scope;
    this.faults = faults;
    this.builder = new GraphBuilder(name);
    this.emitter = new Emitter(builder);
    this.blocks = new BlockLowering(emitter, this);
  }

  /**
   * The graph of a body.
   *
   * @param name what to call it
   * @param body its steps
   * @param place where node names begin
   * @param input the shape of its input
   * @param scope the design
   * @param faults takes what is wrong
   * @return the graph; null where there was a fault
   */
  static @Nullable Graph graph(
      String name, StepList body, Place place, Shape input, DesignScope scope, Faults faults) {
    Lowering lowering = new Lowering(scope, faults, name);
    try {
      Node output = lowering.body(body, place, lowering.builder.input("input", input));
      return faults.isEmpty() ? lowering.builder.build(output) : null;
    } catch (Abandoned e) {
      return null;
    }
  }

  Node body(StepList body, Place place, Node input) {
    if (++depth > MAX_DEPTH) {
      depth--;
      throw fault(
          body.steps().getFirst(), "blocks inside one another " + MAX_DEPTH + " deep", "fewer");
    }
    try {
      return steps(body, place, input);
    } finally {
      depth--;
    }
  }

  private Node steps(StepList body, Place place, Node input) {
    List<Step> all = body.steps();
    if (all.size() == 1) {
      return step(all.getFirst(), place.step(all.getFirst()), List.of(input));
    }
    Node[] results = new Node[all.size()];
    Node last = input;
    for (int i = 0; i < results.length; i++) {
      Step step = all.get(i);
      List<Node> inputs;
      if (step.from().size() == 1) {
        int from = step.from().getFirst();
        inputs = List.of(from < 0 ? input : results[from]);
      } else {
        inputs = new ArrayList<>(step.from().size());
        for (int from : step.from()) {
          inputs.add(from < 0 ? input : results[from]);
        }
      }
      last = step(step, place.step(step), inputs);
      results[i] = last;
    }
    return last;
  }

  private Node step(Step step, Place place, List<Node> inputs) {
    Block block = null;
    Node input = inputs.getFirst();
    try {
      if (++steps > MAX_STEPS) {
        throw fault(
            step, "the network has more than " + MAX_STEPS + " blocks", "fewer repetitions");
      }
      if (step.join().isPresent() && inputs.size() > 1) {
        input = emitter.join(place, step.join().get(), inputs);
        inputs = List.of(input);
      }
      scope.incoming(input.shape());
      return switch (step.template()) {
        case Template.OfBlock(Term.Built built) -> {
          block = (Block) built.evaluate(scope);
          yield blocks.lower(block, place, inputs);
        }
        case Template.OfUse use -> use(use, place, input);
        case Template.OfSwitch(Term subject, var cases) -> {
          Object value = subject.evaluate(scope);
          StepList picked = cases.find(value);
          if (picked == null) {
            throw fault(
                step,
                "no case for " + PlainValues.text(value),
                "one of " + String.join(", ", cases.texts()));
          }
          yield body(picked, place.body(picked, "", ".switch"), input);
        }
        case Template.Faulty _ -> throw Abandoned.INSTANCE;
        case Template.OfChoice(var site, var options) -> {
          StepList picked = options.get(scope.choice(site));
          yield body(picked, place.body(picked, "", ""), input);
        }
      };
    } catch (TermException e) {
      faults.add(e.fault());
    } catch (FieldException e) {
      faults.add(
          step.template() instanceof Template.OfBlock(Term.Built built)
              ? built.locate(e)
              : fault(step, e.problem(), e.expected()).fault());
    } catch (ShapeException e) {
      faults.add(fault(step, String.valueOf(e.getMessage()), "").fault());
    } catch (ArithmeticException e) {
      faults.add(fault(step, "sizes beyond 32 bits", "smaller numbers").fault());
    } catch (Abandoned e) {
      // The fault has been reported already.
    }
    return guessed(block, input);
  }

  /** Notes the shape that a block gives, for the case that a fault is found in the rest of it. */
  void likely(Shape shape) {
    likely = shape;
  }

  /** The shape behind a faulty block, where it can be guessed. */
  private Node guessed(@Nullable Block block, Node input) {
    Shape shape = likely;
    likely = null;
    if (shape == null && block != null && steps <= MAX_STEPS) {
      shape = GuessedShape.of(block, input.shape());
    }
    if (shape == null || builder.size() >= Emitter.MAX_NODES) {
      throw Abandoned.INSTANCE;
    }
    return builder.input("guess", shape);
  }

  private static TermException fault(Step step, String problem, String expected) {
    YamlNode at =
        step.template() instanceof Template.OfBlock(Term.Built built)
            ? built.source()
            : step.source();
    return new TermException(new Fault(at.location(), at.path(), problem, expected));
  }

  private Node use(Template.OfUse use, Place place, Node input) {
    OwnBlock block = use.block();
    Frame outer = scope.frame();
    Frame inner = new Frame(block);
    for (int i = 0; i < use.arguments().size(); i++) {
      Term argument = use.arguments().get(i);
      if (argument != null) {
        inner.set(i, argument.evaluate(scope));
      }
    }
    scope.frame(inner);
    try {
      for (int i = 0; i < use.arguments().size(); i++) {
        Term byDefault = use.arguments().get(i) == null ? block.defaultOf(i) : null;
        if (byDefault != null) {
          inner.set(i, byDefault.evaluate(scope));
        }
      }
      return body(block.body(), place.body(block.body(), "", ".use"), input);
    } finally {
      scope.frame(outer);
    }
  }

  Node repeat(Repeat block, Place place, Node input) {
    StepList body = (StepList) block.body();
    Frame frame = scope.frame();
    frame.beginRepeat();
    try {
      Node x = input;
      for (int i = 0; i < block.times(); i++) {
        frame.repetition(i);
        Place repetition = place.repetition(i);
        x = body(body, repetition.body(body, "", ""), x);
      }
      return x;
    } finally {
      frame.endRepeat();
    }
  }
}
