package convspectrum.search.training.elsewhere;

import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.training.Classifier;
import convspectrum.search.work.FoundFiles;
import convspectrum.search.work.SentFile;
import convspectrum.search.work.SpacePart;
import convspectrum.spec.parameter.Design;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;

/** Networks that are trained, each with a number from 0 on. */
public sealed interface SentNetworks extends Serializable {
  /** Networks that can be trained. */
  interface Opened {
    /** How many there are. */
    BigInteger count();

    /** The network of a number. */
    Classifier network(BigInteger number);
  }

  /** Reads the texts and files. */
  Opened open(FoundFiles found);

  /** The files that are read. */
  List<SentFile> files();

  /** Some networks. */
  record Listed(List<SentNetwork> networks) implements SentNetworks {
    private static final long serialVersionUID = 1L;

    public Listed {
      networks = List.copyOf(networks);
    }

    @Override
    public Opened open(FoundFiles found) {
      List<Classifier> opened = networks.stream().map(one -> one.open(found)).toList();
      return new Opened() {
        @Override
        public BigInteger count() {
          return BigInteger.valueOf(opened.size());
        }

        @Override
        public Classifier network(BigInteger number) {
          return opened.get(number.intValueExact());
        }
      };
    }

    @Override
    public List<SentFile> files() {
      return networks.stream().map(SentNetwork::file).filter(Objects::nonNull).distinct().toList();
    }
  }

  /** The designs of a space, by the numbers of {@link Sweep#number}. */
  record OfSpace(SpacePart space) implements SentNetworks {
    private static final long serialVersionUID = 1L;

    @Override
    public Opened open(FoundFiles found) {
      Sweep sweep = space.open();
      return new Opened() {
        @Override
        public BigInteger count() {
          return sweep.size();
        }

        @Override
        public Classifier network(BigInteger number) {
          Design design = sweep.design(number);
          return new Classifier(
              design.toString(), Network.design(sweep.spec(), design, sweep.input()));
        }
      };
    }

    @Override
    public List<SentFile> files() {
      return List.of();
    }
  }
}
