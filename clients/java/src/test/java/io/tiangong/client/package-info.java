/** Tests of the client against an in-process gateway. */
@org.jspecify.annotations.NullMarked
package io.tiangong.client;
