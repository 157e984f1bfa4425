package io.memshare.sample;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that cannot be carried out as it is; answered with 400 and the reason as problem+json. */
final class InvalidInputException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    /**
     * @param reason what is wrong and what would be right, for a person
     */
    InvalidInputException(String reason) {
        super(HttpStatus.BAD_REQUEST, ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, reason), null);
    }
}
