package convspectrum.spark;

import convspectrum.search.work.ClusterAddress.Master;
import convspectrum.search.work.ClusterAddress.Masters;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.deploy.DeployMessages;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEndpointAddress;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcEnv;
import scala.concurrent.Await;
import scala.concurrent.Awaitable;
import scala.concurrent.duration.Duration;
import scala.reflect.ClassTag$;

/**
 * What an active master says of its cluster, as it does to its own web page.
 *
 * @param workers that have registered, those that were lost within the last minutes too; what they
 *     have in all, used or not
 * @param others applications beside this one
 */
record MasterState(List<Demand.Offer> workers, int others) {
  private static final Duration PATIENCE = Duration.apply(3, TimeUnit.SECONDS);
  private static final String ENDPOINT = "Master";
  private static final String ACTIVE = "ALIVE";

  MasterState {
    workers = List.copyOf(workers);
  }

  /** Asks the masters of an application; empty where none answers in seconds as expected. */
  static Optional<MasterState> ask(SparkContext context, Masters masters)
      throws InterruptedException {
    for (Master master : masters.all()) {
      Optional<MasterState> state = ask(context, master);
      if (state.isPresent()) {
        return state;
      }
    }
    return Optional.empty();
  }

  private static Optional<MasterState> ask(SparkContext context, Master master)
      throws InterruptedException {
    RpcEnv network = context.env().rpcEnv();
    String place =
        new RpcEndpointAddress(new RpcAddress(master.host(), master.port()), ENDPOINT).toString();
    try {
      RpcEndpointRef endpoint = answer(network.asyncSetupEndpointRefByURI(place));
      DeployMessages.MasterStateResponse state =
          answer(
              endpoint.ask(
                  DeployMessages.RequestMasterState$.MODULE$,
                  ClassTag$.MODULE$.apply(DeployMessages.MasterStateResponse.class)));
      return state.status().toString().equals(ACTIVE)
          ? Optional.of(of(state, context.applicationId()))
          : Optional.empty();
    } catch (SparkException | TimeoutException | RuntimeException e) {
      return Optional.empty(); // a master of another version, or one that has gone
    }
  }

  private static <T> T answer(Awaitable<T> asked)
      throws SparkException, TimeoutException, InterruptedException {
    return Await.result(asked, PATIENCE);
  }

  private static MasterState of(DeployMessages.MasterStateResponse state, String own) {
    return new MasterState(
        Arrays.stream(state.workers())
            .map(one -> new Demand.Offer(one.host(), one.cores(), one.memory()))
            .toList(),
        (int) Arrays.stream(state.activeApps()).filter(one -> !one.id().equals(own)).count());
  }
}
