package convspectrum.formats.pytorch;

/**
 * What stands at the top of a file beside what the graph says.
 *
 * @param version of convspectrum
 * @param design the choices made, {@code segments=8, width=1.0}; empty where there are none
 * @param seed what the file's {@code main} seeds PyTorch's initial weights with
 * @param macs multiply-accumulates, in the {@code paper} convention
 */
public record PyTorchHeader(String version, String design, long seed, long macs) {}
