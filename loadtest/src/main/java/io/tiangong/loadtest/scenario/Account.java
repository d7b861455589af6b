package io.tiangong.loadtest.scenario;

/**
 * Whom requests are charged to.
 *
 * @param user empty: none is told
 */
public record Account(String name, String user, String password, String lane) {

  /** Requests without credentials. */
  public static final Account NONE = new Account("", "", "", "");

  static Account read(String name, Fields fields) {
    Account account =
        new Account(
            name,
            fields.text("user").orElse(""),
            fields.text("password").orElse(""),
            fields.text("lane").orElse(""));
    fields.finish();
    return account;
  }
}
