package io.tiangong.client;

/**
 * How many messages the gateway may send: a fixed number ahead of the reader, or as many as hold
 * the rows of a fetch. A message can't be split, so at least one may come when nothing is left to
 * read.
 */
final class Demand {

  private static final int MOST_MESSAGES = 64;

  private final int messagesAhead;
  private final int fetchRows;
  private int outstanding;

  /**
   * @param fetchRows rows to hold beside the message being read; 0: {@code messagesAhead} decides
   */
  Demand(int messagesAhead, int fetchRows) {
    this.messagesAhead = messagesAhead;
    this.fetchRows = fetchRows;
  }

  /** Messages to ask for at the start. */
  int atStart() {
    outstanding = fetchRows == 0 ? messagesAhead : 1;
    return outstanding;
  }

  /** Messages to ask for after one with so many rows was taken to be read. */
  int afterTaking(int rows) {
    outstanding--;
    int wanted =
        fetchRows == 0 ? messagesAhead : Math.min(fetchRows / Math.max(rows, 1), MOST_MESSAGES);
    return ask(wanted);
  }

  /** Messages to ask for when there is nothing left to read. */
  int beforeWaiting() {
    return ask(1);
  }

  private int ask(int wanted) {
    int more = Math.max(0, wanted - outstanding);
    outstanding += more;
    return more;
  }
}
