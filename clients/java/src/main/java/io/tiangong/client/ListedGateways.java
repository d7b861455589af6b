package io.tiangong.client;

import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a list of gateways to one address group each; a host that has several addresses is one
 * gateway. Hosts that can't be found are left out until the list is refreshed.
 */
final class ListedGateways extends NameResolver {

  private static final String SCHEME = "tiangong";

  private final List<GatewayAddress> gateways;
  private final Executor blocking;
  private volatile @Nullable Listener2 listener;

  ListedGateways(List<GatewayAddress> gateways, Executor blocking) {
    this.gateways = gateways;
    this.blocking = blocking;
  }

  /** Makes resolvers of this list, whatever the target is. */
  static NameResolver.Factory factory(List<GatewayAddress> gateways) {
    return new NameResolver.Factory() {
      @Override
      public NameResolver newNameResolver(URI target, Args args) {
        Executor blocking = args.getOffloadExecutor();
        return new ListedGateways(gateways, blocking == null ? Runnable::run : blocking);
      }

      @Override
      public String getDefaultScheme() {
        return SCHEME;
      }
    };
  }

  @Override
  public String getServiceAuthority() {
    return gateways.get(0).authority();
  }

  @Override
  public void start(Listener2 newListener) {
    listener = newListener;
    refresh();
  }

  @Override
  public void refresh() {
    Listener2 told = listener;
    if (told != null) {
      blocking.execute(() -> told.onResult(addresses()));
    }
  }

  private ResolutionResult addresses() {
    List<EquivalentAddressGroup> found = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (GatewayAddress gateway : gateways) {
      try {
        found.add(group(gateway));
      } catch (UnknownHostException e) {
        unknown.add(gateway.host());
      }
    }
    return ResolutionResult.newBuilder()
        .setAddressesOrError(
            found.isEmpty()
                ? StatusOr.fromStatus(
                    Status.UNAVAILABLE.withDescription(
                        "unknown host " + String.join(", ", unknown)))
                : StatusOr.fromValue(found))
        .build();
  }

  private static EquivalentAddressGroup group(GatewayAddress gateway) throws UnknownHostException {
    List<SocketAddress> addresses =
        Arrays.stream(InetAddress.getAllByName(gateway.host()))
            .<SocketAddress>map(address -> new InetSocketAddress(address, gateway.port()))
            .toList();
    Attributes authority =
        Attributes.newBuilder()
            .set(EquivalentAddressGroup.ATTR_AUTHORITY_OVERRIDE, gateway.authority())
            .build();
    return new EquivalentAddressGroup(addresses, authority);
  }

  @Override
  public void shutdown() {
    listener = null;
  }
}
