/** YAML files that people write, read so that one look tells everything that is wrong with them. */
@NullMarked
package io.tiangong.config;

import org.jspecify.annotations.NullMarked;
