/** What this module's tests are built from: hand-made plans, a union engine, a served pipeline. */
@NullMarked
package io.tiangong.gateway.testing;

import org.jspecify.annotations.NullMarked;
