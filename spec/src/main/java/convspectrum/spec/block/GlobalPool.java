package convspectrum.spec.block;

import convspectrum.spec.graph.PoolKind;

/** Height and width to 1×1. */
@Doc("Height and width to 1×1.")
public record GlobalPool(@Main @Doc("max or average") @Default("average") PoolKind kind)
    implements Block {}
