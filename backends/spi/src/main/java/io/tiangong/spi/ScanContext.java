package io.tiangong.spi;

import java.util.concurrent.Executor;
import org.apache.arrow.memory.BufferAllocator;

/**
 * What surrounds one request.
 *
 * @param queryId for logs and for the source's own query list
 * @param allocator all vectors come from here; the caller closes it after the stream
 * @param cancellation ends the request at cancel and at the deadline
 * @param executor for blocking work; bounded, owned by the gateway
 * @param batchRows upper bound of rows in a batch
 */
public record ScanContext(
    String queryId,
    BufferAllocator allocator,
    Cancellation cancellation,
    Executor executor,
    int batchRows) {}
