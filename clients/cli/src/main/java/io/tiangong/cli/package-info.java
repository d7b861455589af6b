/**
 * The shell of Tiangong: runs TgSQL from a terminal, a file or the command line and prints answers
 * as tables, CSV or JSON.
 */
@NullMarked
package io.tiangong.cli;

import org.jspecify.annotations.NullMarked;
