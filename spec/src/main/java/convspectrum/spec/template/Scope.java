package convspectrum.spec.template;

import convspectrum.spec.expression.Bindings;

/** What the terms of a document are evaluated in: names, and the choices of a design. */
public interface Scope extends Bindings {
  /** The option that the design takes at a choice in place, where the evaluation stands. */
  int choice(ChoiceSite site);
}
