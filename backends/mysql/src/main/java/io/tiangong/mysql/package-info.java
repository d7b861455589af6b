/** MySQL and MariaDB as a source: whole sub-trees as one SQL text, answered as Arrow batches. */
@NullMarked
package io.tiangong.mysql;

import org.jspecify.annotations.NullMarked;
