/** Visits of the web application. */
package io.memshare.acceptance.visit;
