package io.tiangong.loadtest.scenario;

import io.tiangong.config.Section;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of the requests.
 *
 * @param query name of a query
 * @param target name of a target
 * @param account name of an account; empty: none
 * @param weight its share is this by the sum of all
 */
public record MixEntry(String query, String target, String account, double weight) {

  static MixEntry read(
      Section fields,
      Map<String, QuerySpec> queries,
      Map<String, TargetSpec> targets,
      Map<String, Account> accounts) {
    String query = named(fields, "query", queries);
    String target = named(fields, "target", targets);
    String account = fields.has("account") ? named(fields, "account", accounts) : "";
    checkAccount(fields, targets.get(target));
    double weight = fields.value("weight", Units::positive, "a positive number").orElse(1.0);
    fields.finish();
    return new MixEntry(query, target, account, weight);
  }

  private static void checkAccount(Section fields, @Nullable TargetSpec target) {
    if (fields.has("account") && target != null && !target.kind().isGateway()) {
      fields.problem(
          "a target of kind "
              + target.kind()
              + " knows no accounts, only gateways do; leave 'account' out");
    }
  }

  /** A name that must be declared; the only one may be left out. */
  private static String named(Section fields, String key, Map<String, ?> declared) {
    String only = declared.size() == 1 ? declared.keySet().iterator().next() : "";
    String name = fields.text(key, only);
    if (name.isEmpty()) {
      fields.problem("'" + key + "' is missing");
    } else if (!declared.containsKey(name)) {
      fields.problem("'" + key + "' is " + Section.unknown(name, declared.keySet()));
    }
    return name;
  }

  /** What reports call it. */
  public String label() {
    return query + " → " + target + (account.isEmpty() ? "" : " as " + account);
  }
}
