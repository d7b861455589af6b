/** The gateway as a process: the composition root, its catalog and its command line. */
@NullMarked
package io.tiangong.gateway;

import org.jspecify.annotations.NullMarked;
