package io.memshare.sample;

import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers a failed request with its reason as problem+json. */
@RestControllerAdvice
final class ProblemAnswers extends ResponseEntityExceptionHandler {}
