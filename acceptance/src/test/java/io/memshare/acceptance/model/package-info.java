/** Another module of the application of which {@code shop} is one. */
package io.memshare.acceptance.model;
