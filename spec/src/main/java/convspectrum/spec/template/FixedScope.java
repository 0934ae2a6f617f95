package convspectrum.spec.template;

/** The scope of terms that need none. */
public final class FixedScope implements Scope {
  public static final FixedScope ONLY = new FixedScope();

  private FixedScope() {}

  @Override
  public int choice(ChoiceSite site) {
    throw new IllegalStateException("a choice in a fixed term: " + site.path());
  }

  @Override
  public Object valueOf(String name) {
    throw new IllegalStateException("a name in a fixed term: " + name);
  }
}
