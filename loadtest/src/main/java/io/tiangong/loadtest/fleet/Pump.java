package io.tiangong.loadtest.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One direction of a connection: a thread reads chunks, another writes them when they are due. What
 * is under way is bounded, so a slow reader slows the sender down as a real network does.
 */
final class Pump {

  private static final int CHUNK = 16 << 10;
  private static final int CHUNKS_UNDER_WAY = 64;
  private static final long STALL_STEP_MILLIS = 5;
  private static final long PIECES_PER_SECOND = 20;
  private static final Chunk END = new Chunk(0, new byte[0]);

  private static final class Chunk {
    private final long due;
    private final byte[] bytes;

    Chunk(long due, byte[] bytes) {
      this.due = due;
      this.bytes = bytes;
    }
  }

  private final Link link;
  private final Socket from;
  private final Socket to;
  private final BlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>(CHUNKS_UNDER_WAY);

  Pump(Link link, Socket from, Socket to) {
    this.link = link;
    this.from = from;
    this.to = to;
  }

  void read() {
    byte[] buffer = new byte[CHUNK];
    try {
      InputStream in = from.getInputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        long due = System.nanoTime() + link.weather().delay().toNanos();
        underWay.put(new Chunk(due, Arrays.copyOf(buffer, n)));
      }
    } catch (IOException e) {
      // The connection is reset: what follows closes the other side.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end();
  }

  private void end() {
    try {
      underWay.put(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void write() {
    try {
      OutputStream out = to.getOutputStream();
      for (Chunk chunk = underWay.take(); chunk != END; chunk = underWay.take()) {
        await(chunk);
        write(chunk.bytes, out);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      underWay.clear();
      link.closed(from);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (from.isClosed() || from.isInputShutdown() || to.isInputShutdown()) {
      link.closed(to);
    }
  }

  private void await(Chunk chunk) throws InterruptedException {
    while (link.weather().stalled()) {
      TimeUnit.MILLISECONDS.sleep(STALL_STEP_MILLIS);
    }
    TimeUnit.NANOSECONDS.sleep(chunk.due - System.nanoTime());
  }

  /** Piece by piece while the link is slow, so that bytes trickle and the end of that is felt. */
  private void write(byte[] bytes, OutputStream out) throws IOException, InterruptedException {
    int written = 0;
    while (written < bytes.length) {
      long rate = link.weather().bytesPerSecond();
      int left = bytes.length - written;
      int piece = rate == 0 ? left : (int) Math.min(left, Math.max(1, rate / PIECES_PER_SECOND));
      if (rate > 0) {
        TimeUnit.NANOSECONDS.sleep(piece * TimeUnit.SECONDS.toNanos(1) / rate);
      }
      out.write(bytes, written, piece);
      written += piece;
    }
  }
}
