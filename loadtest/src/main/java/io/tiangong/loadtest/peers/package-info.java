/** The gateway beside what a user would otherwise pick: same data, same machine, same minutes. */
@NullMarked
package io.tiangong.loadtest.peers;

import org.jspecify.annotations.NullMarked;
