package convspectrum.spec.block;

/**
 * The blocks inside a block, not yet elaborated: what they are may depend on choices and on the
 * channels that come in.
 */
public interface Body {}
