package convspectrum.spark;

import scala.runtime.AbstractFunction0;
import scala.runtime.BoxedUnit;

/** The result of a job whose tasks gave theirs one by one. */
final class Nothing extends AbstractFunction0<BoxedUnit> {
  @Override
  public BoxedUnit apply() {
    return BoxedUnit.UNIT;
  }
}
