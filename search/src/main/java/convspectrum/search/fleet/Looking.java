package convspectrum.search.fleet;

/** Finds out what the machine of a worker is. It takes some milliseconds. */
record Looking() implements FleetTask<Sighting> {
  private static final long serialVersionUID = 1L;

  @Override
  public Sighting run() {
    return Sighting.here();
  }
}
