package io.tiangong.gateway.query;

import io.tiangong.dialect.PlannedStatement;
import io.tiangong.dialect.plan.TableRead;
import io.tiangong.gateway.admission.Decision;
import io.tiangong.gateway.admission.Permit;
import io.tiangong.gateway.admission.Ticket;
import io.tiangong.gateway.auth.Identity;
import io.tiangong.gateway.permission.Access;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The three questions that every query is asked on its way.
 *
 * @param enter before any parsing: may this caller ask at all now
 * @param permission after planning, on every request: may this caller read these columns
 * @param weigh before opening: where does a statement of this weight run
 */
public record Guards(
    Function<Identity, Decision<Ticket>> enter,
    BiFunction<Identity, List<TableRead>, Decision<Access>> permission,
    BiFunction<Identity, PlannedStatement, Decision<Permit>> weigh) {

  /** Lets everything through. */
  public static Guards open() {
    return new Guards(
        identity -> new Decision.Granted<>(Ticket.free()),
        (identity, reads) -> new Decision.Granted<>(new Access(identity, reads)),
        (identity, planned) -> new Decision.Granted<>(Permit.free()));
  }
}
