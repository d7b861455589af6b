package io.tiangong.gateway.auth;

import io.tiangong.spi.QueryException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over the users when their file has changed. A file that can't be read or understood changes
 * nothing: the last good users stay, and the log says so once.
 */
public final class UsersReload implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(UsersReload.class);

  private final Supplier<String> file;
  private final Function<String, Users> reader;
  private final Consumer<Users> taker;
  private String seen;
  private String complaint = "";

  /**
   * @param seen the text that is in force
   * @param file gives the text as it is now
   * @param reader understands a text, or throws CONFIG_INVALID
   */
  public UsersReload(
      String seen, Supplier<String> file, Function<String, Users> reader, Consumer<Users> taker) {
    this.seen = seen;
    this.file = file;
    this.reader = reader;
    this.taker = taker;
  }

  /** Looks at the file once. */
  @Override
  public synchronized void run() {
    try {
      String text = file.get();
      if (text.equals(seen)) {
        return;
      }
      seen = text;
      Users users = reader.apply(text);
      taker.accept(users);
      complaint = "";
      log.info("took over {} users and {} tokens", users.users().size(), users.tokens().size());
    } catch (QueryException e) {
      complain(e.text());
    }
  }

  private void complain(String why) {
    if (!why.equals(complaint)) {
      complaint = why;
      log.error("the users stay as they were; the file has problems:\n{}", why);
    }
  }
}
