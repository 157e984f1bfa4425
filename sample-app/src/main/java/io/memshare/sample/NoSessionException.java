package io.memshare.sample;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Thrown if a request without a session needs a session; answered with 409 as problem+json. */
final class NoSessionException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    NoSessionException() {
        super(
                HttpStatus.CONFLICT,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.CONFLICT, "The request has no session; GET /session starts one."),
                null);
    }
}
