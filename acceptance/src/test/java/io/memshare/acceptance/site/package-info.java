/** An ordinary web application that uses what Spring offers and knows nothing of memshare. */
package io.memshare.acceptance.site;
