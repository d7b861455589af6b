/** A gateway on loopback that answers by script, for the tests of all clients. */
@NullMarked
package io.tiangong.client.testing;

import org.jspecify.annotations.NullMarked;
