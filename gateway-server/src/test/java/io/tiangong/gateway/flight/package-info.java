/** The Flight SQL door, seen by the stock clients. */
package io.tiangong.gateway.flight;
