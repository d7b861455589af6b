package io.tiangong.loadtest.bench;

/** What a scenario does again and again; must read its whole answer. */
@FunctionalInterface
public interface Operation {
  void run() throws Exception;
}
