package io.tiangong.loadtest.scenario;

import io.tiangong.config.DataSize;
import io.tiangong.config.Section;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Something that goes wrong on a schedule.
 *
 * @param at after the begin of the schedule
 * @param lasts until it is mended; for a killed server, until it is started again; zero: never
 * @param where the server or the link that it happens to
 * @param by the delay; how far the clock is ahead
 * @param bytes per second of a throttled link; the quota of a full disk
 */
public record FaultSpec(
    Kind kind, Duration at, Duration lasts, String where, Duration by, long bytes) {

  /** What can go wrong. */
  public enum Kind {
    /** SIGKILL. */
    KILL(true),
    /** SIGSTOP, and SIGCONT in the end. */
    FREEZE(true),
    /** A clean stop and start, as a rollout does it. */
    RESTART(true),
    /** The standby applies nothing more. */
    LAG(true),
    /** No file of the server may grow beyond a quota, as on a full disk. */
    DISK_FULL(true),
    /** A gateway's clock is ahead, as far as the tokens of the run's accounts can tell. */
    CLOCK_SKEW(true),
    /** Every chunk arrives later. */
    DELAY(false),
    /** Packets are lost until it ends: connections stay open and say nothing. */
    DROP(false),
    /** Open connections are reset, new ones refused. */
    CUT(false),
    /** So many bytes per second. */
    THROTTLE(false);

    private final boolean ofServer;

    Kind(boolean ofServer) {
      this.ofServer = ofServer;
    }

    /** Of a server, otherwise of a link. */
    public boolean isOfServer() {
      return ofServer;
    }
  }

  private static final DataSize NONE = new DataSize(0);
  static final List<String> LINKS = List.of("gateway", "mariadb");

  static FaultSpec read(Section fields, ServerSpec servers) {
    Map<String, Kind> kinds = ParameterSpec.names(Kind.values());
    Kind kind = fields.required("kind", Kind.FREEZE, fields.choice("kind", kinds));
    Duration at = fields.required("at", Duration.ZERO, fields.duration("at"));
    Duration lasts = fields.duration("for", Duration.ZERO);
    String key = kind.isOfServer() ? "server" : "link";
    String where = fields.required(key, "", fields.text(key));
    List<String> known = kind.isOfServer() ? servers.names() : LINKS;
    if (fields.has(key) && !known.contains(where)) {
      fields.problem("'" + key + "' is " + Section.unknown(where, known));
    }
    if (kind == Kind.CLOCK_SKEW && known.contains(where) && !ServerSpec.isGateway(where)) {
      fields.problem("'server' is '" + where + "', but only gateways look at tokens");
    }
    if (!servers.started()) {
      fields.problem("faults need servers that the run starts; give 'servers'");
    }
    Duration by = fields.duration("by", Duration.ZERO);
    if (by.isZero() && (kind == Kind.DELAY || kind == Kind.CLOCK_SKEW)) {
      fields.problem("it needs 'by': how much later chunks come, or how far the clock is ahead");
    }
    long bytes = fields.size("bytes", NONE).bytes();
    if (bytes == 0 && (kind == Kind.THROTTLE || kind == Kind.DISK_FULL)) {
      fields.problem("it needs 'bytes': per second of the link, or the quota of the disk");
    }
    fields.finish();
    return new FaultSpec(kind, at, lasts, where, by, bytes);
  }

  /** What reports call it. */
  public String label() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + " " + where;
  }
}
