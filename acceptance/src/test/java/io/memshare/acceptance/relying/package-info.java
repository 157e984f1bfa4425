/** An application whose users log in at an identity provider, which logs them out. */
package io.memshare.acceptance.relying;
