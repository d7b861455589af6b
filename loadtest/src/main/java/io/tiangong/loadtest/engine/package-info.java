/**
 * Open-loop load: a schedule fixed beforehand, sends that never wait, latency from the scheduled
 * time.
 */
@NullMarked
package io.tiangong.loadtest.engine;

import org.jspecify.annotations.NullMarked;
