package io.memshare.acceptance.visit;

/** The application on Jetty. */
class JettyVisitTests extends VisitContract {

    JettyVisitTests() {
        super("jetty");
    }
}
