package io.tiangong.jdbc;

/** Lets a {@link java.sql.SQLException} out of methods of Avatica that don't declare it. */
final class Sneaky {

  private Sneaky() {}

  /** Never returns: {@code throw Sneaky.thrown(e)} tells the compiler so. */
  static RuntimeException thrown(Exception e) {
    throw Sneaky.<RuntimeException>as(e);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Exception> E as(Exception e) throws E {
    throw (E) e;
  }
}
