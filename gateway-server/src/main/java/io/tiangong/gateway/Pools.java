package io.tiangong.gateway;

import io.tiangong.gateway.config.ExecutionConfig;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The gateway's threads beside the transport's own; all bounded.
 *
 * @param workers one query each, from its start to its account; a full queue refuses
 * @param sources blocking work of sources that runs beside the query's own thread; never queues, so
 *     that nothing waits behind something that waits: when all are busy, whoever asks works itself
 * @param deadlines ends queries at their deadlines
 * @param discovery looks at sources, which may block while they are down
 * @param log writes the query log, which may block while nobody reads it
 * @param logins verifies passwords, which is made to cost processor time; a full queue refuses
 * @param uploads reads what clients send as slowly as they like; never queues, a full one refuses
 */
record Pools(
    ThreadPoolExecutor workers,
    ThreadPoolExecutor sources,
    ScheduledThreadPoolExecutor deadlines,
    ScheduledThreadPoolExecutor discovery,
    ScheduledThreadPoolExecutor log,
    ThreadPoolExecutor logins,
    ThreadPoolExecutor uploads) {

  private static final int IDLE_SECONDS = 30;
  private static final int DISCOVERY_THREADS = 4;

  private static final int UPLOAD_THREADS = 32;

  /** Not more, so that guessing passwords leaves the processors to those who have one. */
  private static final int LOGIN_THREADS = 1;

  private static final int WAITING_LOGINS = 1_000;

  static Pools start(ExecutionConfig config) {
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            config.workers(),
            config.workers(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(config.queue()),
            new NamedThreads("worker"),
            new ThreadPoolExecutor.AbortPolicy());
    workers.allowCoreThreadTimeOut(true);
    ThreadPoolExecutor sources =
        new ThreadPoolExecutor(
            0,
            config.sourceThreads(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new NamedThreads("source"),
            new ThreadPoolExecutor.CallerRunsPolicy());
    return new Pools(
        workers,
        sources,
        new ScheduledThreadPoolExecutor(1, new NamedThreads("deadlines")),
        new ScheduledThreadPoolExecutor(DISCOVERY_THREADS, new NamedThreads("discovery")),
        new ScheduledThreadPoolExecutor(1, new NamedThreads("log")),
        startLogins(),
        new ThreadPoolExecutor(
            0,
            UPLOAD_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new NamedThreads("upload"),
            new ThreadPoolExecutor.AbortPolicy()));
  }

  private static ThreadPoolExecutor startLogins() {
    ThreadPoolExecutor logins =
        new ThreadPoolExecutor(
            LOGIN_THREADS,
            LOGIN_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_LOGINS),
            new NamedThreads("login"),
            new ThreadPoolExecutor.AbortPolicy());
    logins.allowCoreThreadTimeOut(true);
    return logins;
  }

  void stop() {
    logins.shutdownNow();
    uploads.shutdownNow();
    log.shutdownNow();
    discovery.shutdownNow();
    deadlines.shutdownNow();
    workers.shutdownNow();
    sources.shutdownNow();
  }
}
