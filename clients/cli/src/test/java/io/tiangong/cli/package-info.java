/** Tests of the shell against a gateway of their own on loopback. */
@org.jspecify.annotations.NullMarked
package io.tiangong.cli;
