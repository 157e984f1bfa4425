package io.memshare.sample;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Thrown if a request has invalid input; answered with 400 and the reason as problem+json. */
final class InvalidInputException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param reason the fault and the valid input, human-readable
     */
    InvalidInputException(String reason) {
        super(HttpStatus.BAD_REQUEST, ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, reason), null);
    }
}
