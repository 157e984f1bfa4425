/** The identity provider of the tests. */
package io.memshare.acceptance.idp;
