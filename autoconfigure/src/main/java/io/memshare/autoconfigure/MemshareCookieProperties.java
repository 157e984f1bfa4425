package io.memshare.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the cookies that a browser gets beside that of its session. Immutable.
 *
 * @param cookieStamp Whether browsers carry the time of the newest change of their session in a second, sealed cookie,
 *     so that an older state is not used. Needs keys.
 */
@ConfigurationProperties("memshare")
record MemshareCookieProperties(@DefaultValue("false") boolean cookieStamp) {

    static final String COOKIE_STAMP = "memshare.cookie-stamp";
}
