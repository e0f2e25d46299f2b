package io.pagewalk.samples.simulator;

import org.reactivestreams.Publisher;

/** What goes back over the connection, be it a proper answer or not. */
interface Reply {
  /** Sends it. The publisher completes when the exchange is over; cancelling it gives it up. */
  Publisher<Void> send(Exchange exchange);
}
