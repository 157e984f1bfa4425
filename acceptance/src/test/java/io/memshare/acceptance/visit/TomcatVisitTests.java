package io.memshare.acceptance.visit;

/** The application on Tomcat. */
class TomcatVisitTests extends VisitContract {

    TomcatVisitTests() {
        super("tomcat");
    }
}
